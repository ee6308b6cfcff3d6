-- What reviewers say about a version: one row lives through all versions of the piece. A box is in shares of the page, times are
-- milliseconds, spans count UTF-16 units of the section's text.
create table annotation (
  id           uuid primary key,
  version_id   uuid        not null references asset_version (id),
  asset_id     uuid        not null references asset (id),
  lane         text        not null check (lane in ('MEDICAL', 'LEGAL', 'REGULATORY', 'FINAL')),
  kind         text        not null check (kind in ('MUST_FIX', 'SUGGESTION')),
  category     text        not null check (category in ('CLAIM_WORDING', 'MISSING_REFERENCE', 'BALANCE_SAFETY', 'LABEL', 'LEGAL_RIGHTS',
                                                        'BRAND', 'GRAMMAR', 'LAYOUT', 'OTHER')),
  state        text        not null check (state in ('OPEN', 'DONE', 'VERIFIED', 'WITHDRAWN')),
  body         text        not null check (length(body) between 1 and 4000),
  owner        text        not null,
  author       text        not null,
  printed_name text        not null,
  section      integer,
  span_start   integer,
  span_end     integer,
  quote        text,
  prefix       text,
  suffix       text,
  box_x        double precision,
  box_y        double precision,
  box_width    double precision,
  box_height   double precision,
  time_from    bigint,
  time_to      bigint,
  written_at   timestamptz not null,
  changed_at   timestamptz not null,
  row_version  bigint      not null default 1,
  check (num_nulls(span_start, span_end, quote, prefix, suffix) in (0, 5)),
  check (num_nulls(box_x, box_y, box_width, box_height) in (0, 4)),
  check (num_nulls(time_from, time_to) in (0, 2))
);
create index annotation_by_version on annotation (version_id);
create index annotation_open on annotation (asset_id) where state in ('OPEN', 'DONE');

create table annotation_reply (
  id            uuid primary key,
  annotation_id uuid        not null references annotation (id),
  author        text        not null,
  printed_name  text        not null,
  body          text        not null check (length(body) between 1 and 4000),
  written_at    timestamptz not null
);
create index annotation_reply_by_annotation on annotation_reply (annotation_id);

-- Where an annotation stands in a later version; found once, when that version came in.
create table annotation_place (
  annotation_id uuid             not null references annotation (id),
  version_id    uuid             not null references asset_version (id),
  how           text             not null check (how in ('WHOLE_PIECE', 'EXACT', 'REFLOWED', 'CONTEXT', 'FUZZY', 'SAME_PAGE', 'SAME_TIME', 'NOT_FOUND')),
  section       integer,
  span_start    integer,
  span_end      integer,
  words         text             not null,
  likeness      double precision not null,
  primary key (annotation_id, version_id)
);
create index annotation_place_by_version on annotation_place (version_id);

insert into annotation (id, version_id, asset_id, lane, kind, category, state, body, owner, author, printed_name, section, written_at, changed_at)
select c.id, r.version_id, r.asset_id, c.lane, c.kind, 'OTHER', case when c.removed_at is null then 'OPEN' else 'WITHDRAWN' end,
  c.body, r.author, c.author, c.printed_name, c.page, c.written_at, coalesce(c.removed_at, c.written_at)
from review_comment c join review r on r.id = c.review_id;
drop table review_comment;

grant select, insert on annotation, annotation_reply, annotation_place to "${appRole}";
grant update (kind, category, state, body, owner, changed_at, row_version) on annotation to "${appRole}";
