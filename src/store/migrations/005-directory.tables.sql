-- The directory of qualifications, verification operators and evaluation bodies as it stands; who changed it when is in the events.
create table directory_entries (
  kind text collate "C" not null,
  entry integer not null,
  id text not null,
  name_ja text not null,
  name_en text not null,
  valid_from date not null,
  valid_until date,
  source text not null,
  decided_on date not null,
  standing text collate "C" not null,
  primary key (kind, entry)
);
