-- The safety and prescribing information e-mails carry: content-service's product master as it was read last, labels that come into force later among them.
create table safety_text (
  brand_id              text    not null,
  brand_name            text    not null,
  market                text    not null,
  language              text    not null,
  label_version         text    not null,
  effective_from        date    not null,
  safety_text           text    not null,
  isi                   text    not null,
  prescribing_text      text    not null,
  pi_url                text    not null,
  additional_monitoring boolean not null,
  boxed_warning         text    not null,
  ae_statement          text    not null,
  primary key (brand_id, market, language, effective_from, label_version)
);

grant select, insert, delete on safety_text to ${appRole};
