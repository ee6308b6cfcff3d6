-- Consents that run out are looked for every hour.
create index consent_entry_running_out on consent_entry (expires_at) where status = 'GRANTED' and expires_at is not null;
