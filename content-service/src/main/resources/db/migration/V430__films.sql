-- Films were taken in as MP4 from the beginning, but had no name of their own among the materials. "Film" alone is no
-- alias: every label of a film-coated tablet says it.
insert into vocabulary_term (vocabulary, code, label, aliases, position) values
  ('material-type', 'FILM', 'Film', '{product film,mode of action film,MoA film,explainer film,Produktfilm,film produit}', 11)
on conflict (vocabulary, code) do nothing;

insert into vocabulary_term (vocabulary, code, label, aliases, position, parent) values
  ('material-subtype', 'PRODUCT_FILM', 'Product film', '{product film,explainer film}', 1, 'FILM'),
  ('material-subtype', 'MODE_OF_ACTION_FILM', 'Mode of action film', '{mode of action,MoA film}', 2, 'FILM'),
  ('material-subtype', 'RECORDING', 'Recording of an event', '{webinar recording,webcast}', 3, 'FILM')
on conflict (vocabulary, code) do nothing;
