-- Who keeps an asset from being disposed of, and why. A release is a second set of columns, never a deletion.
create table legal_hold (
  id             uuid primary key,
  asset_id       uuid        not null references asset (id),
  reason         text        not null check (length(reason) between 1 and 1000),
  placed_by      text        not null,
  placed_at      timestamptz not null,
  released_by    text,
  released_at    timestamptz,
  release_reason text,
  check ((released_at is null) = (released_by is null) and (released_at is null) = (release_reason is null))
);
create index legal_hold_active on legal_hold (asset_id) where released_at is null;

-- An asset whose bytes are gone. Tags, signatures and audit stay.
create table disposal (
  asset_id    uuid primary key references asset (id),
  reason      text        not null,
  disposed_by text        not null,
  disposed_at timestamptz not null
);

grant select, insert on legal_hold, disposal to "${appRole}";
grant update (released_by, released_at, release_reason) on legal_hold to "${appRole}";
-- Disposal takes what was read from the file as well.
grant delete on extraction_section to "${appRole}";
grant update (links, remarks, properties, pages, html_object) on extraction to "${appRole}";
