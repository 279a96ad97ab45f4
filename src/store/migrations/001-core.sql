-- The history, what people sent with it, and the rows that are neither history nor derived from it.

create extension if not exists btree_gist;

create table events (
  position bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  stream text collate "C" not null,
  version integer not null check (version > 0),
  type text collate "C" not null,
  data jsonb not null,
  actor jsonb not null,
  effective_on date not null,
  editions jsonb not null,
  at timestamptz not null,
  constraint events_stream_version unique (stream, version)
);
create index events_tx_position on events (tx, position);

create table commands (
  principal text collate "C" not null,
  key text collate "C" not null,
  request_hash text collate "C" not null,
  outcome jsonb not null,
  at timestamptz not null,
  primary key (principal, key)
);

create function refuse_change_of_history() returns trigger language plpgsql as $$
begin
  raise exception '% on % refused: the history only grows', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger events_only_grow before update or delete or truncate on events
  for each statement execute function refuse_change_of_history();
create trigger commands_only_grow before update or delete or truncate on commands
  for each statement execute function refuse_change_of_history();

create table documents (
  organisation text collate "C" not null,
  hash text collate "C" not null,
  content text,
  created_at timestamptz not null,
  erased_at timestamptz,
  primary key (organisation, hash),
  check ((content is null) = (erased_at is not null))
);
create index documents_hash on documents (hash);

create table draft_fields (
  application text collate "C" not null,
  path text collate "C" not null,
  version integer not null check (version > 0),
  value jsonb not null,
  by_person text collate "C" not null,
  at timestamptz not null,
  primary key (application, path)
);

create table counters (
  name text collate "C" primary key,
  value bigint not null check (value > 0)
);

create table jobs (
  id bigint generated always as identity primary key,
  kind text collate "C" not null,
  key text collate "C" not null unique,
  due_at timestamptz not null,
  payload jsonb not null,
  attempts integer not null default 0,
  leased_until timestamptz,
  last_error text,
  done_at timestamptz
);
create index jobs_due on jobs (kind, due_at) where done_at is null;

create table files (
  id uuid primary key,
  organisation text collate "C" not null,
  sha256 text collate "C" not null,
  name text not null,
  size bigint not null check (size >= 0),
  type text not null,
  uploaded_by text collate "C" not null,
  uploaded_at timestamptz not null,
  application text collate "C",
  erased_at timestamptz
);
create index files_content on files (organisation, sha256);
create index files_application on files (application) where application is not null;

-- The government inquiry: out of every feed, export and log; on PostgreSQL reached with a role of its own.
create table sealed_inquiries (
  id text collate "C" primary key,
  application text collate "C" not null,
  asked_on date not null,
  body jsonb not null,
  concluded_on date,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sealed_inquiries_application on sealed_inquiries (application);

create table organisations (
  id text collate "C" primary key,
  name_ja text not null,
  name_en text not null,
  corporate_number text collate "C",
  kind text not null check (kind in ('applicant', 'office', 'government', 'evaluator', 'committee')),
  created_at timestamptz not null
);

create table persons (
  id text collate "C" primary key,
  name text not null,
  issuer text collate "C" not null,
  subject text collate "C" not null,
  mail text,
  created_at timestamptz not null,
  unique (issuer, subject)
);

create table memberships (
  person text collate "C" not null references persons (id),
  organisation text collate "C" not null references organisations (id),
  role text collate "C" not null,
  since timestamptz not null,
  until timestamptz,
  primary key (person, organisation, role, since)
);
create unique index memberships_current on memberships (person, organisation, role) where until is null;
create index memberships_organisation on memberships (organisation);

create table invitations (
  hash text collate "C" primary key,
  organisation text collate "C" not null references organisations (id),
  role text collate "C" not null,
  invited_by text collate "C",
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by text collate "C"
);

create table tokens (
  id text collate "C" primary key,
  hash text collate "C" not null unique,
  person text collate "C" not null references persons (id),
  organisation text collate "C" not null references organisations (id),
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index tokens_person on tokens (person);

create table sessions (
  id_hash text collate "C" primary key,
  person text collate "C" references persons (id),
  organisation text collate "C" references organisations (id),
  csrf text collate "C" not null,
  expires_at timestamptz not null,
  data jsonb not null
);
create index sessions_expiry on sessions (expires_at);

create table projections (
  name text collate "C" primary key,
  version integer not null,
  built_at timestamptz not null
);

-- The transaction that last touched a row of a read model: how other processes find what changed.
create function stamp_transaction() returns trigger language plpgsql as $$
begin
  new.tx := pg_current_xact_id();
  return new;
end
$$;
