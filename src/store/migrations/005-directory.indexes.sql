create index directory_entries_id on directory_entries (kind, id);
