-- Modular content: modules are versioned and approved like claims; an assembly binds a version of a piece to the
-- versions of the modules it is made of, and keeps every form it may be sent in.
create table content_module (
  id         text        primary key,
  brand_id   text        not null,
  kind       text        not null check (kind in ('TEXT', 'CLAIM', 'IMAGE', 'DATA', 'TEMPLATE')),
  created_by text        not null,
  created_at timestamptz not null
);
create index content_module_brand on content_module (brand_id);
grant select, insert on content_module to ${appRole};
-- Locking a row takes the right to change it.
grant update (brand_id) on content_module to ${appRole};

create table content_module_version (
  module_id       text        not null references content_module,
  number          integer     not null check (number > 0),
  state           text        not null check (state in ('DRAFT', 'APPROVED', 'UPDATED', 'SUSPENDED', 'WITHDRAWN', 'ABANDONED')),
  title           text        not null,
  language        text        not null,
  content         text        not null,
  claim_id        text        references claim,
  image_hash      text,
  image_type      text        not null default '',
  rules           jsonb       not null,
  safety_relevant boolean     not null,
  valid_to        date,
  author          text        not null,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  change_reason   text        not null default '',
  primary key (module_id, number)
);
create unique index content_module_in_force on content_module_version (module_id) where state in ('APPROVED', 'SUSPENDED');
create unique index content_module_draft on content_module_version (module_id) where state = 'DRAFT';
grant select, insert on content_module_version to ${appRole};
grant update (state, changed_at, change_reason) on content_module_version to ${appRole};

create table content_module_approval (
  module_id        text        not null,
  number           integer     not null,
  lane             text        not null check (lane in ('MEDICAL', 'REGULATORY')),
  person           text        not null,
  printed_name     text        not null,
  sha256           text        not null,
  approved_at      timestamptz not null,
  meaning          text        not null,
  statement        text        not null,
  authenticated_at timestamptz not null,
  key_id           text        not null,
  signature        text        not null,
  primary key (module_id, number, lane),
  unique (module_id, number, person),
  foreign key (module_id, number) references content_module_version (module_id, number)
);
grant select, insert on content_module_approval to ${appRole};

create table assembly (
  version_id uuid        primary key references asset_version,
  plan       jsonb       not null,
  covered    text        not null check (covered in ('EVERY', 'PAIRS')),
  made_by    text        not null,
  made_at    timestamptz not null
);
grant select, insert on assembly to ${appRole};

create table assembly_module (
  version_id uuid    not null references assembly,
  slot       text    not null,
  ordinal    integer not null,
  module_id  text    not null,
  number     integer not null,
  primary key (version_id, slot, ordinal),
  foreign key (module_id, number) references content_module_version (module_id, number)
);
create index assembly_module_used on assembly_module (module_id, version_id);
grant select, insert on assembly_module to ${appRole};

create table assembly_form (
  version_id uuid    not null references assembly,
  ordinal    integer not null,
  name       text    not null,
  html_hash  text    not null,
  primary key (version_id, ordinal)
);
grant select, insert on assembly_form to ${appRole};
