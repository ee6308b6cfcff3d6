-- Whom a delegate signed for. Part of what is signed; null when somebody signs by their own authority.
alter table lane_signature add column on_behalf_of text;
alter table lane_signature add column on_behalf_of_name text;
alter table lane_signature add constraint lane_signature_behalf check ((on_behalf_of is null) = (on_behalf_of_name is null));
alter table signing_request add column on_behalf_of text;
