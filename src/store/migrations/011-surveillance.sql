-- Of which days a reminder was written: each once, however many servers run.
create table told_days (
  stream text collate "C" not null,
  clock text collate "C" not null,
  day date not null,
  told_at timestamptz not null,
  primary key (stream, clock, day)
);
-- How far the daily sweep and the letters have come.
create table surveillance_progress (
  name text collate "C" primary key,
  value jsonb not null
);
-- Mail as the office looks at it: the newest first, and what failed.
create index jobs_done on jobs (kind, done_at desc);
