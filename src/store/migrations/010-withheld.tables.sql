-- What is withheld from the register for a time, apart from it, and from which day on anyone may read it (D-7.2-2).
create table register_withheld (
  attestation text collate "C" not null,
  line text not null,
  path text not null,
  opens_on date not null,
  value jsonb not null,
  search text[] not null,
  search_text text collate "C" not null,
  primary key (attestation, line)
);
-- Last day of effect, which a renewal under review puts off; ends apart.
alter table register_entries add column effect_until date;
