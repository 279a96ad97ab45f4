-- Where a file comes from when it is not the applicant's own, as last stated: names in it can be erased with the file.
alter table files add column origin jsonb;
-- Scanned by the office from paper that came by post, for the application named.
alter table files add column from_paper boolean not null default false;

-- The schemes that an office or a committee works for; null: all that run here.
alter table organisations add column runs text[];
