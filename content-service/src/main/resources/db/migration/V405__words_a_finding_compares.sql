-- The approved words and the piece's, word by word, of a finding that compares them.
alter table finding
  add column words jsonb not null default '[]';
