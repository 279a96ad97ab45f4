create index voices_open on voices (scheme, received_at) where state = 'open';
create index voices_organisation on voices (organisation, received_at);
create index voices_attestation on voices (attestation, received_at);
