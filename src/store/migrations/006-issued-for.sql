-- Which attestation an application led to, found without reading the history through.
create index events_issued_for on events ((data->>'application')) where type in ('AttestationIssued', 'AttestationRenewed');
