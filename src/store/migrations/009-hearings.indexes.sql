create index hearings_meets_on on hearings (meets_on);
create index hearings_application on hearings (application);
