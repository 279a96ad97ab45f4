-- What stays of a text that was erased: another text of the same organisation, read in its place.
alter table documents add column remains text collate "C";

-- What was erased for good: told again to every copy of the data that is restored from before.
create table erasures (
  what text not null check (what in ('file', 'dossier')),
  organisation text collate "C" not null,
  -- The id of the file, or the hash of the dossier.
  id text collate "C" not null,
  sha256 text collate "C" not null,
  entry jsonb not null,
  at timestamptz not null,
  primary key (what, organisation, id)
);
