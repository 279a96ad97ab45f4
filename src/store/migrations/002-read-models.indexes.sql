-- Indexes, constraints and triggers of the read models, apart so that a rebuild fills the tables first.

create index application_list_organisation on application_list (organisation, updated_at desc);
create index application_list_turn on application_list (whose_turn, due_on);
create index application_list_assignee on application_list (assignee) where assignee is not null;

create index register_entries_scheme on register_entries (scheme, number);
create index register_entries_valid_until on register_entries (valid_until);
create index register_entries_next_change on register_entries (next_change_on) where next_change_on is not null;
create index register_entries_tx on register_entries (tx);
create index register_entries_search on register_entries using gin (search) with (fastupdate = off);
create trigger register_entries_stamp before insert or update on register_entries
  for each row execute function stamp_transaction();

create index register_models_attestation on register_models (attestation);
create index register_models_model_key on register_models (model_key);
alter table register_models add constraint register_models_one_attestation_at_a_time
  exclude using gist (scheme with =, level with =, maker with =, model_key with =, attestation with <>, days with &&);
