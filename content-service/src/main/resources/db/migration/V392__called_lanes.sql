-- Lanes people called besides those the decision tables opened; the next version of the piece inherits them.
create table review_called_lane (
  review_id uuid        not null references review (id),
  lane      text        not null check (lane in ('MEDICAL', 'LEGAL', 'REGULATORY', 'PHARMACOVIGILANCE', 'PRIVACY')),
  reason    text        not null check (length(reason) between 1 and 2000),
  called_by text        not null,
  called_at timestamptz not null,
  primary key (review_id, lane)
);
grant select, insert on review_called_lane to "${appRole}";
