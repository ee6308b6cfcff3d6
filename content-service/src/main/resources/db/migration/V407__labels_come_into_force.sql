-- Which versions of labels have come into force and were told of. A label may be imported long before its first day; on that
-- day it is told once, whoever looks first.
create table label_in_force (
  brand_id text        not null,
  market   text        not null,
  language text        not null,
  version  text        not null,
  told_at  timestamptz not null,
  primary key (brand_id, market, language, version)
);
grant select, insert on label_in_force to ${appRole};

-- What is in force already is no news.
insert into label_in_force (brand_id, market, language, version, told_at)
select document ->> 'brandId', document ->> 'market', document ->> 'language', document ->> 'version', now()
from (
  select distinct on (id) document from product_record where kind = 'label' order by id, revision desc
) as labels
where (document ->> 'effectiveFrom')::date <= current_date
on conflict do nothing;
