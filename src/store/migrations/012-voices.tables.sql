-- What people without an account said about an attestation: where each stands. Their words and contact addresses lie in documents that can be erased.
create table voices (
  reference text collate "C" primary key,
  attestation text collate "C" not null,
  scheme text collate "C" not null,
  organisation text collate "C" not null,
  kind text collate "C" not null check (kind in ('doubt', 'misuse', 'question')),
  state text collate "C" not null check (state in ('open', 'taken-up', 'closed', 'answered')),
  received_at timestamptz not null
);
