-- Applications that were never submitted and that the office sees all the same: a question before filing, or one it took in itself.
create index application_list_before_filing on application_list ((more->>'office')) where submitted_on is null and more ? 'office';
