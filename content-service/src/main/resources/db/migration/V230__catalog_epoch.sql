-- Rises with every committed change of what may be served or of the texts pieces are made against. Whoever read the
-- number after being asked, and finds what it remembers under the same number, remembers the truth.
create table catalog_epoch (
  one   boolean primary key default true check (one),
  value bigint  not null,
  xid   xid8
);
insert into catalog_epoch (value) values (1);
grant select on catalog_epoch to "${appRole}";

-- Deferred: the row is taken last and held only for the commit. Once per transaction, however many rows it changes.
create function raise_catalog_epoch() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update catalog_epoch set value = value + 1, xid = pg_current_xact_id()
  where xid is distinct from pg_current_xact_id();
  return null;
end $$;
create constraint trigger approval_raises_epoch after insert or update or delete on approval
  deferrable initially deferred for each row execute function raise_catalog_epoch();
create constraint trigger product_raises_epoch after insert or update or delete on product_record
  deferrable initially deferred for each row execute function raise_catalog_epoch();

create index approval_next_start on approval (valid_from) where state = 'LIVE';
