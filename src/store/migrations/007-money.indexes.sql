create index charges_application on charges (application);
create index charges_organisation on charges (organisation, charged_on desc);
create index charges_state on charges (state, due_on);
create index charge_receipts_application on charge_receipts (application);
create index charge_receipts_payer on charge_receipts (payer_key);
create index payments_state on payments (state, received_on);
create index payments_same on payments (received_on, amount);
