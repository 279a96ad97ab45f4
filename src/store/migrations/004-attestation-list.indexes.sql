create index attestation_list_organisation on attestation_list (organisation, issued_on desc);
create index register_entries_newest on register_entries (issued_on desc, key desc);
