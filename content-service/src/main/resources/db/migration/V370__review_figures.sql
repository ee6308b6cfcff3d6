-- How reviews went, derived from the audit of reviews alone: ./medley reindex derives it anew and compares.
create table review_figure (
  review_id  uuid primary key,
  opened_at  timestamptz not null,
  tier       text,
  ended_at   timestamptz,
  outcome    text check (outcome in ('LIVE', 'RETURNED', 'REJECTED')),
  -- why it went back, as coded by the lanes or the coordinator
  cause      text
);
create index review_figure_open on review_figure (review_id) where ended_at is null;

create table lane_figure (
  review_id  uuid        not null,
  lane       text        not null,
  opened_at  timestamptz not null,
  due_at     timestamptz not null,
  signed_at  timestamptz,
  signed_by  text,
  verdict    text,
  closed_at  timestamptz,
  -- how often its task came back, mostly because nobody had signed
  came_back  integer     not null default 0,
  primary key (review_id, lane)
);
create index lane_figure_open on lane_figure (due_at) where closed_at is null;
create index lane_figure_closed on lane_figure (closed_at) where closed_at is not null;

-- Since when a person has had the piece of a lane open before them.
create table lane_work_figure (
  review_id  uuid        not null,
  lane       text        not null,
  person     text        not null,
  begun_at   timestamptz not null,
  primary key (review_id, lane, person)
);

-- Up to which position of the audit the figures are.
create table figure_place (
  one      boolean primary key default true check (one),
  position bigint  not null
);
insert into figure_place (position) values (0);

-- Notes each person's first opening of a lane's piece once; the audit has the same.
create table lane_work_begun (
  review_id uuid        not null,
  lane      text        not null,
  person    text        not null,
  begun_at  timestamptz not null,
  primary key (review_id, lane, person)
);

grant select, insert, update, delete on review_figure, lane_figure, lane_work_figure to "${appRole}";
grant select, update on figure_place to "${appRole}";
grant select, insert on lane_work_begun to "${appRole}";
