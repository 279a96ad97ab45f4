-- What will happen to an open case or an attestation on which day, as far as it is known; days that passed stay.
create table calendar_days (
  stream text collate "C" not null,
  clock text collate "C" not null,
  day date not null,
  kind text not null check (kind in ('truth', 'prompt', 'job', 'due')),
  tells text,
  -- Sides that may read it; null: all who read the case.
  readers text[],
  label jsonb not null,
  clause text not null,
  scheme text collate "C" not null,
  organisation text collate "C" not null,
  reference text not null,
  known_on date not null,
  primary key (stream, clock, day)
);
