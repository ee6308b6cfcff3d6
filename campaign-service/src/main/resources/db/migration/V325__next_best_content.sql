-- What a piece is about, as the approvals feed tells it: for choosing among pieces.
alter table servable_version add column facets jsonb;

-- Whether anything could be seen of what became of a contact: silence of somebody who is not seen says nothing.
alter table contact add column responses_visible boolean not null default false;

-- How readers respond to a piece, counted anew now and then: a hot row per piece would make senders wait for each other.
create table piece_response (
  version_id uuid        primary key,
  contacted  bigint      not null,
  responded  bigint      not null,
  counted_at timestamptz not null
);

-- A stage is known per topic. Evidence that names no topic is about the brand as a whole; then the topic is the brand.
alter table stage_evidence add column brand_id text;
update stage_evidence set brand_id = topic;
create index rep_answer_against on rep_answer (hcp_id, at desc) where reason in ('HCP_DECLINED', 'ACCESS_CLOSED');

grant select, insert, update, delete on piece_response to ${appRole};
