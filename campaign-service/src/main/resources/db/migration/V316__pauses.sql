-- How long a pause or a safety hold kept a touch: that time makes nothing stale. While one lasts, the same answer is kept
-- once, however often it is asked for, so that a pause of months costs a row per touch and not one per quarter of an hour.
create table touch_pause (
  send_key text        primary key,
  since    timestamptz,                            -- held by a pause since; null = by none now
  held     interval    not null default '0',       -- before that
  switch   text,                                   -- what holds it; null = nothing now
  trace_id uuid        not null references touch_trace (id),
  asked    integer     not null default 1
);
grant select, insert, update on touch_pause to ${appRole};

-- When what was paused, for waits that count only the time in which something can be sent.
create table pause_span (
  id    bigint      generated always as identity primary key,
  scope text        not null,
  key   text        not null,
  kind  text        not null,
  began timestamptz not null,
  ended timestamptz
);
create unique index pause_span_open on pause_span (scope, key, kind) where ended is null;
create index pause_span_ended on pause_span (ended);
insert into pause_span (scope, key, kind, began) select scope, key, kind, at from kill_switch;
grant select, insert, update on pause_span to ${appRole};
