-- What officers find at the items of a dossier while a review runs: working papers, frozen into a document by the row that carries them.

create table item_findings (
  application text collate "C" not null,
  -- The id of the item's field.
  item text collate "C" not null,
  -- Taken back: null. The version goes on, so that nobody writes over what they did not see.
  finding text check (finding in ('in-order', 'to-improve')),
  words text not null default '',
  -- SHA-256 of what the item said when it was looked at.
  content text collate "C" not null,
  by_person text collate "C" not null references persons (id),
  at timestamptz not null,
  version integer not null check (version > 0),
  primary key (application, item)
);
