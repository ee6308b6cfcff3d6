-- The list of HCPs shows them by country and id; a page of it reads no further than the page.
create index hcp_listed on hcp (country, external_id);
