-- What officers keep for their own work on cases: neither history nor derived from it.

create table case_seen (
  person text collate "C" not null references persons (id),
  application text collate "C" not null,
  version integer not null check (version > 0),
  -- The version seen before that one: what is new to the person lies between the two.
  before integer not null default 0 check (before >= 0),
  at timestamptz not null,
  primary key (person, application)
);

create table review_comments (
  application text collate "C" not null,
  item text collate "C" not null,
  by_person text collate "C" not null references persons (id),
  comment text not null,
  at timestamptz not null,
  primary key (application, item, by_person)
);
