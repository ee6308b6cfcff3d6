-- MinHash of what a file says, once per content. Bands are looked up by equality; what they find is compared exactly.
create table piece_fingerprint (
  content_hash text    primary key references extraction,
  shingles     integer not null,
  signature    integer[] not null
);
create table piece_band (
  band         smallint not null,
  value        bigint   not null,
  content_hash text     not null references piece_fingerprint,
  primary key (band, value, content_hash)
);
grant select, insert on piece_fingerprint, piece_band to "${appRole}";
