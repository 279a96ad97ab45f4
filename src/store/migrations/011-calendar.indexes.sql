create index calendar_days_day on calendar_days (day);
create index calendar_days_known_on on calendar_days (known_on);
create index calendar_days_organisation on calendar_days (organisation, day);
