-- Pieces that went live before the approvals feed told what they are about are asked for; when they were asked for last.
alter table servable_version add column facets_asked_at timestamptz;
