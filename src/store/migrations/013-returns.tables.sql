-- Documents that are returned once they are not kept any more, as the streams `return:` make it.
create table returns (
  application text collate "C" not null,
  part text not null check (part in ('all', 'superseded')),
  scheme text collate "C" not null,
  organisation text collate "C" not null,
  state text not null check (state in ('offered', 'called-off', 'erased')),
  fetch_until date not null,
  version integer not null,
  primary key (application, part)
);
