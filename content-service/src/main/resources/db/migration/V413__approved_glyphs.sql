-- Signs that may stand as a picture, such as the black triangle: which picture is the approved one is the master's to say.
alter table product_record drop constraint product_record_kind_check;
alter table product_record add constraint product_record_kind_check
  check (kind in ('brand', 'indication', 'label', 'registration', 'reference', 'claim', 'glyph'));
