-- Drafts nobody goes on with are found by how long they lie.
create index asset_version_draft_changed on asset_version (changed_at) where state = 'DRAFT';
