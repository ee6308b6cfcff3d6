-- What was done about versions that HCPs received and that may not be used any more.
create table version_recall (
  version_id  uuid primary key references servable_version (version_id),
  audience_id uuid,                        -- everybody who received it
  campaign_id uuid references campaign     -- sets it right with them
);

grant select, insert, update on version_recall to ${appRole};
