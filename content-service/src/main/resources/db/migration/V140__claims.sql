-- References: what claims and pieces cite. A file is an edition; an edition never changes, an anchor names one.
create table reference_document (
  id                text        primary key,
  kind              text        not null check (kind in ('PUBLICATION', 'LABEL', 'GUIDELINE', 'DATA_ON_FILE')),
  title             text        not null,
  licence_end       date,
  retraction_reason text,
  licence_told      boolean     not null default false,
  created_by        text        not null,
  created_at        timestamptz not null,
  changed_at        timestamptz not null,
  row_version       bigint      not null default 1
);
grant select, insert on reference_document to ${appRole};
grant update (kind, title, licence_end, retraction_reason, licence_told, changed_at, row_version) on reference_document to ${appRole};

create table reference_edition (
  reference_id text        not null references reference_document,
  number       integer     not null check (number > 0),
  content_hash text        not null references extraction,
  format       text        not null,
  file_name    text        not null,
  file_size    bigint      not null,
  uploaded_by  text        not null,
  uploaded_at  timestamptz not null,
  primary key (reference_id, number)
);
grant select, insert on reference_edition to ${appRole};

create table reference_anchor (
  id           uuid        primary key,
  reference_id text        not null,
  edition      integer     not null,
  page         integer     not null,
  span_start   integer     not null,
  span_end     integer     not null,
  quote        text        not null,
  made_by      text        not null,
  made_at      timestamptz not null,
  unique (reference_id, edition, page, span_start, span_end),
  foreign key (reference_id, edition) references reference_edition (reference_id, number)
);
grant select, insert on reference_anchor to ${appRole};

-- Claims: a version is never edited. What may change of one is its state.
create table claim (
  id         text        primary key,
  brand_id   text        not null,
  created_by text        not null,
  created_at timestamptz not null
);
create index claim_brand on claim (brand_id);
grant select, insert on claim to ${appRole};
grant update (brand_id) on claim to ${appRole};

create table claim_version (
  claim_id        text        not null references claim,
  number          integer     not null check (number > 0),
  state           text        not null check (state in ('DRAFT', 'APPROVED', 'UPDATED', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED', 'ABANDONED')),
  indications     text[]      not null,
  countries       text[]      not null,
  valid_from      date        not null,
  valid_to        date,
  safety_relevant boolean     not null,
  author          text        not null,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  change_reason   text        not null default '',
  primary key (claim_id, number),
  check (valid_to is null or valid_to >= valid_from)
);
-- One version of a claim counts at a time, and one draft waits at a time.
create unique index claim_version_in_force on claim_version (claim_id) where state in ('APPROVED', 'SUSPENDED');
create unique index claim_version_draft on claim_version (claim_id) where state = 'DRAFT';
create index claim_version_ending on claim_version (valid_to) where state in ('APPROVED', 'SUSPENDED');
grant select, insert on claim_version to ${appRole};
grant update (state, changed_at, change_reason) on claim_version to ${appRole};

create table claim_wording (
  claim_id  text    not null,
  number    integer not null,
  ordinal   integer not null,
  language  text    not null,
  text      text    not null,
  markets   text[]  not null,
  audiences text[]  not null,
  channels  text[]  not null,
  primary key (claim_id, number, ordinal),
  foreign key (claim_id, number) references claim_version (claim_id, number)
);
grant select, insert on claim_wording to ${appRole};

create table claim_support (
  claim_id     text    not null,
  number       integer not null,
  ordinal      integer not null,
  reference_id text    not null references reference_document,
  anchor_id    uuid    references reference_anchor,
  primary key (claim_id, number, ordinal),
  foreign key (claim_id, number) references claim_version (claim_id, number)
);
create index claim_support_reference on claim_support (reference_id);
grant select, insert on claim_support to ${appRole};

create table claim_approval (
  claim_id     text        not null,
  number       integer     not null,
  lane         text        not null check (lane in ('MEDICAL', 'REGULATORY', 'IMPORT')),
  person       text        not null,
  printed_name text        not null,
  sha256       text        not null,
  approved_at  timestamptz not null,
  primary key (claim_id, number, lane),
  unique (claim_id, number, person),
  foreign key (claim_id, number) references claim_version (claim_id, number)
);
grant select, insert on claim_approval to ${appRole};

-- Where approved wordings stand in versions of pieces.
create table claim_link (
  id           uuid             primary key,
  version_id   uuid             not null references asset_version,
  claim_id     text             not null,
  number       integer          not null,
  wording      integer          not null,
  section      integer          not null,
  span_start   integer          not null,
  span_end     integer          not null,
  found        text             not null,
  match        text             not null check (match in ('EXACT', 'MANUAL', 'NEAR', 'ALTERED')),
  similarity   double precision not null,
  state        text             not null check (state in ('LINKED', 'SUGGESTED', 'REJECTED', 'REFUSED')),
  remarks      text[]           not null,
  decided_by   text,
  decided_at   timestamptz,
  reason       text             not null default '',
  linked_at    timestamptz      not null,
  unique (version_id, section, span_start, span_end, claim_id),
  foreign key (claim_id, number) references claim_version (claim_id, number)
);
create index claim_link_claim on claim_link (claim_id, state, version_id);
grant select, insert, delete on claim_link to ${appRole};
grant update (number, wording, found, match, similarity, state, remarks, decided_by, decided_at, reason) on claim_link to ${appRole};

create table claim_linking (
  version_id   uuid        primary key references asset_version,
  row_version  bigint      not null,
  library_hash text        not null,
  ran_at       timestamptz not null,
  milliseconds integer     not null
);
grant select, insert, update on claim_linking to ${appRole};

-- What happened to claims, references, labels and registrations that pieces rest on.
create table library_event (
  id       uuid        primary key,
  kind     text        not null,
  subject  text        not null,
  reason   text        not null,
  by       text        not null,
  at       timestamptz not null,
  safety   boolean     not null,
  versions uuid[]      not null
);
create index library_event_at on library_event (at desc);
create index library_event_subject on library_event (subject, at desc);
grant select, insert on library_event to ${appRole};

-- Pieces by the references their lists name, for where-used.
create index asset_version_references on asset_version using gin ((metadata -> 'references') jsonb_path_ops);

-- Claims and references used to be records of the product master; the library takes them over as they stand.
insert into reference_document (id, kind, title, licence_end, retraction_reason, created_by, created_at, changed_at)
select distinct on (id) id, 'PUBLICATION', document ->> 'title', (document ->> 'licenceEnd')::date,
  case when (document ->> 'retracted')::boolean then 'Retracted' end, changed_by, changed_at, changed_at
from product_record where kind = 'reference' order by id, revision desc;

insert into claim (id, brand_id, created_by, created_at)
select distinct on (id) id, document ->> 'brandId', changed_by, changed_at
from product_record where kind = 'claim' order by id, revision desc;

insert into claim_version (claim_id, number, state, indications, countries, valid_from, valid_to, safety_relevant, author, created_at, changed_at, change_reason)
select id, 1, 'APPROVED', '{}', '{}', date '2000-01-01', null, false, created_by, created_at, created_at, 'Taken over from the product master' from claim;

insert into claim_approval (claim_id, number, lane, person, printed_name, sha256, approved_at)
select distinct on (id) id, 1, 'IMPORT', changed_by, changed_by, sha256, changed_at
from product_record where kind = 'claim' order by id, revision desc;

insert into claim_wording (claim_id, number, ordinal, language, text, markets, audiences, channels)
select newest.id, 1, (wording.ordinality - 1)::integer, wording.key, wording.value, '{}', '{}', '{}'
from (select distinct on (id) id, document from product_record where kind = 'claim' order by id, revision desc) newest
cross join lateral jsonb_each_text(newest.document -> 'text') with ordinality as wording (key, value, ordinality);

insert into claim_support (claim_id, number, ordinal, reference_id)
select newest.id, 1, (source.ordinality - 1)::integer, source.value
from (select distinct on (id) id, document from product_record where kind = 'claim' order by id, revision desc) newest
cross join lateral jsonb_array_elements_text(newest.document -> 'references') with ordinality as source (value, ordinality);
