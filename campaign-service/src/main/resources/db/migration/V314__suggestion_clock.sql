-- While a pause keeps a suggestion off the list its time stands: since when, and what is left of it. due_at then is an instant that keeps moving away.
ALTER TABLE rep_suggestion ADD COLUMN stands_since timestamptz;
ALTER TABLE rep_suggestion ADD COLUMN time_left interval;
ALTER TABLE rep_suggestion ADD CHECK ((stands_since IS NULL) = (time_left IS NULL));
CREATE INDEX rep_suggestion_standing ON rep_suggestion (due_at) WHERE stands_since IS NOT NULL;
CREATE INDEX rep_suggestion_unanswered ON rep_suggestion (due_at) WHERE state IN ('OPEN', 'ACCEPTED', 'SNOOZED');
