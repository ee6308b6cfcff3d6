-- Of a piece made of modules those forms that may be sent; null = a single file, sent as it is.
alter table servable_version add column forms jsonb;

-- Which modules stand in pieces made of modules, for whom.
alter table campaign add column modules jsonb not null default '[]';
