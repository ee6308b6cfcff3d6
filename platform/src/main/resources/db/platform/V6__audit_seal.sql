-- Every entry is sealed with the service's key when it is appended: whoever owns the database still cannot add one.
alter table audit_entry add column key_id text;
-- Base64 of the signature over the entry's hash
alter table audit_entry add column seal text;
create index audit_entry_hash on audit_entry (hash);
create index audit_entry_business_time on audit_entry (at);
create index audit_entry_person on audit_entry ((actor ->> 'id'));
