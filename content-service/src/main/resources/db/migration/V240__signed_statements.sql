-- What a person asked to sign that is no lane verdict, before they prove who they are. Good once.
create table statement_request (
  id           uuid        primary key,
  kind         text        not null,
  statement    text        not null,
  person_id    text        not null,
  requested_at timestamptz not null,
  used_at      timestamptz
);
grant select, insert on statement_request to ${appRole};
grant update (used_at) on statement_request to ${appRole};

-- Decisions against findings and approvals of claims are signed after a re-authentication (21 CFR 11.50, 11.200).
alter table check_override add column meaning text not null default '';
alter table check_override add column authenticated_at timestamptz;

alter table claim_approval add column meaning text not null default '';
alter table claim_approval add column statement text;
alter table claim_approval add column authenticated_at timestamptz;
alter table claim_approval add column key_id text;
alter table claim_approval add column signature text;
