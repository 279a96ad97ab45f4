create index returns_organisation on returns (organisation, state);
create index returns_state on returns (state, fetch_until);
