-- Which cases lie before a committee on which day; what was said there is in the events of the case.
create table hearings (
  thread text collate "C" primary key,
  application text collate "C" not null,
  kind text collate "C" not null,
  meets_on date not null,
  open boolean not null
);
