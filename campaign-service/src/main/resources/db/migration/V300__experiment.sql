-- By slot: contents tried against each other. Who gets which is a hash of campaign, slot and HCP; nothing about it is stored per HCP.
ALTER TABLE campaign ADD COLUMN experiments jsonb NOT NULL DEFAULT '{}';
