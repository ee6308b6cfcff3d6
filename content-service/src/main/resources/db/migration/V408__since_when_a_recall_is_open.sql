-- Real time, by the database's clock: a sender that stands before a recall is renewed no more once it has been open so long,
-- whether it was shown it or not. The times a recall has so far are the business clock's.
alter table recall add column opened_at timestamptz not null default clock_timestamp();
