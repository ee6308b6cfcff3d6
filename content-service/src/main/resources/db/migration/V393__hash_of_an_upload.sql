-- SHA-256 of an upload that one request brought whole, taken as its bytes came; others are hashed when they are joined.
alter table upload add column sha256 text check (sha256 ~ '^[0-9a-f]{64}$');
grant update (sha256) on upload to "${appRole}";
