-- What a journey laid ready on the portal: asked for under this slot, it is that step's touch.
create table portal_shelf (
  enrolment_id uuid        not null references enrolment (id),
  slot         text        not null,
  step_id      text        not null,
  laid_at      timestamptz not null,
  primary key (enrolment_id, slot)
);

grant select, insert on portal_shelf to ${appRole};
