-- Which module stands where in each form that was rendered beforehand; a touch may ask for it. Forms of pieces made before
-- this name none: where there are several of them, none is offered, and the piece is made again.
alter table assembly_form add column modules jsonb not null default '{}' check (jsonb_typeof(modules) = 'object');
create index assembly_form_modules on assembly_form using gin (modules jsonb_path_ops);
create index assembly_form_bytes on assembly_form (html_hash);

-- A module that is withdrawn changes what may be served.
create constraint trigger module_raises_epoch after update or delete on content_module_version
  deferrable initially deferred for each row execute function raise_catalog_epoch();
