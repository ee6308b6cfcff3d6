-- The approved piece a suggestion names, and the one a representative sent or showed.
alter table rep_suggestion add column material jsonb;
alter table recorded_contact add column version_id uuid, add column campaign_id uuid;
create index recorded_contact_version on recorded_contact (version_id) where version_id is not null;

-- Who received which version, whoever brought it: messages that left, and what representatives sent or showed.
create view received_version as
select c.version_id, c.hcp_id, c.market, c.channel, c.campaign_id, c.state, c.at, c.id as contact_id
  from contact c where c.state in ('CONTACTED', 'IN_DOUBT')
union all
select r.version_id, r.hcp_id, h.country, r.channel, r.campaign_id, 'CONTACTED', r.at, null
  from recorded_contact r join hcp h on h.id = r.hcp_id where r.version_id is not null;

grant select on received_version to ${appRole};
