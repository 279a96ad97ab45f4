-- What is owed and what arrived, as the streams `charge:` and `payment:` make it.

create table charges (
  id text collate "C" primary key,
  scheme text collate "C" not null,
  application text collate "C" not null,
  organisation text collate "C" not null,
  reference text collate "C" not null unique,
  invoice text collate "C" not null,
  state text collate "C" not null,
  total bigint not null,
  paid bigint not null,
  charged_on date not null,
  due_on date,
  settled_on date,
  version integer not null,
  charge jsonb not null
);

-- Names under which an applicant said that it would pay a charge.
create table charge_payers (
  charge text collate "C" not null,
  payer_key text collate "C" not null,
  payer text not null,
  primary key (charge, payer_key)
);

create table charge_receipts (
  charge text collate "C" not null,
  payment text collate "C" not null,
  application text collate "C" not null,
  organisation text collate "C" not null,
  fee text collate "C" not null,
  amount bigint not null,
  received_on date not null,
  payer_key text collate "C" not null,
  primary key (charge, payment)
);

create table payments (
  id text collate "C" primary key,
  state text collate "C" not null,
  received_on date not null,
  amount bigint not null,
  remaining bigint not null,
  payer_key text collate "C" not null,
  fingerprint text collate "C" unique,
  entered_at timestamptz not null,
  version integer not null,
  payment jsonb not null
);
