-- Whose an attestation is: for its holder's list, apart from the register, which says only what is public.
create table attestation_list (
  key text collate "C" primary key,
  organisation text collate "C" not null,
  scheme text collate "C" not null,
  issued_on date not null
);
