create index register_withheld_search on register_withheld using gin (search) with (fastupdate = off);
create index register_entries_effect_until on register_entries (effect_until);

-- The register's own role reads a row from its day on and not before, whatever its process asks; the day is that of Tokyo.
alter table register_withheld enable row level security;
create policy register_withheld_opened on register_withheld for select using (opens_on <= (now() at time zone 'Asia/Tokyo')::date);
