-- Read models: every row is derived from events. Run again beside the live tables by a rebuild.

create table application_list (
  id text collate "C" primary key,
  scheme text collate "C" not null,
  organisation text collate "C" not null,
  title text not null,
  level text collate "C" not null,
  state text collate "C" not null,
  whose_turn text collate "C" not null,
  assignee text collate "C",
  since timestamptz not null,
  due_on date,
  version integer not null,
  number_of_models integer not null default 0,
  submitted_on date,
  updated_at timestamptz not null,
  more jsonb not null default '{}'
);

create table register_entries (
  key text collate "C" primary key,
  scheme text collate "C" not null,
  number text collate "C" not null unique,
  level text collate "C" not null,
  product_ja text not null,
  product_en text not null,
  applicant text not null,
  manufacturer text not null,
  type text collate "C" not null,
  issued_on date not null,
  valid_from date not null,
  valid_until date,
  ended_on date,
  status_from_events text collate "C" not null,
  entry jsonb not null,
  version bigint not null,
  next_change_on date,
  search text[] not null,
  search_text text collate "C" not null,
  tx xid8 not null default pg_current_xact_id()
);

create table register_models (
  attestation text collate "C" not null,
  scheme text collate "C" not null,
  level text collate "C" not null,
  maker text collate "C" not null,
  model text not null,
  model_key text collate "C" not null,
  days daterange not null check (not isempty(days))
);
