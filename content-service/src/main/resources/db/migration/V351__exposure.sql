-- Hand-overs of a version by market, channel and day, as campaign-service reports them. Read from 0 once, so that versions reported
-- before have theirs.
alter table version_usage add column exposure jsonb not null default '[]';
update usage_feed set position = 0;
