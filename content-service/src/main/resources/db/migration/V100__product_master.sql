-- Product master: every record keeps all its revisions; the newest one counts.
-- Rows are never changed, so a check of last year can still be explained.
create table product_record (
  kind       text        not null check (kind in ('brand', 'indication', 'label', 'registration', 'reference', 'claim')),
  id         text        not null,
  revision   integer     not null check (revision > 0),
  sha256     text        not null,
  document   jsonb       not null,
  changed_by text        not null,
  changed_at timestamptz not null,
  primary key (kind, id, revision)
);
grant select, insert on product_record to ${appRole};

create table vocabulary_term (
  vocabulary text    not null,
  code       text    not null,
  label      text    not null,
  aliases    text[]  not null default '{}',
  position   integer not null,
  retired    boolean not null default false,
  primary key (vocabulary, code)
);
grant select on vocabulary_term to ${appRole};

insert into vocabulary_term (vocabulary, code, label, aliases, position) values
  ('material-type', 'DETAIL_AID', 'Detail aid', '{detail aid,visual aid,e-detail,edetail,interactive visual aid,IVA}', 1),
  ('material-type', 'PRESENTATION', 'Presentation', '{slide deck,deck,slides,presentation,Foliensatz}', 2),
  ('material-type', 'EMAIL', 'E-mail', '{e-mail,email,mailing,newsletter}', 3),
  ('material-type', 'LEAVE_PIECE', 'Leave piece', '{leave piece,leavepiece,leaflet,leave-behind,flyer,folder,handout}', 4),
  ('material-type', 'BROCHURE', 'Brochure', '{brochure,booklet,Broschüre}', 5),
  ('material-type', 'ADVERTISEMENT', 'Journal advertisement', '{journal ad,advertisement,Anzeige}', 6),
  ('material-type', 'BANNER', 'Banner', '{banner,display ad,social card}', 7),
  ('material-type', 'WEB_PAGE', 'Web page', '{landing page,web page,microsite}', 8),
  ('material-type', 'POSTER', 'Poster or stand panel', '{poster,congress panel,stand panel}', 9),
  ('material-type', 'PATIENT_LEAFLET', 'Patient leaflet', '{patient leaflet,patient brochure,Patienteninformation}', 10),
  ('channel', 'EMAIL', 'E-mail', '{mass e-mail,marketing e-mail,newsletter}', 1),
  ('channel', 'REP_EMAIL', 'E-mail sent by a rep', '{rep e-mail,approved e-mail,rep triggered e-mail}', 2),
  ('channel', 'CLM', 'Shown by a rep', '{CLM,closed loop marketing,tablet,iPad,face to face}', 3),
  ('channel', 'WEB', 'Web', '{website,portal,landing page}', 4),
  ('channel', 'PRINT', 'Print', '{printed,paper,leave behind}', 5),
  ('audience', 'HCP', 'Healthcare professionals', '{HCP,doctors,physicians,prescribers,Fachkreise,Ärzte}', 1),
  ('audience', 'OTHER_HCP', 'Other health professionals', '{nurses,pharmacists,Pflegekräfte,Apotheker}', 2),
  ('audience', 'PATIENT', 'Patients on treatment', '{patients,carers,Patienten}', 3),
  ('audience', 'PUBLIC', 'The public', '{public,consumers,Öffentlichkeit}', 4),
  ('purpose', 'PROMOTIONAL', 'Promotional', '{promotion,advertising,Werbung}', 1),
  ('purpose', 'DISEASE_AWARENESS', 'Disease awareness', '{awareness,unbranded}', 2),
  ('purpose', 'MEDICAL', 'Medical, non-promotional', '{medical affairs,scientific exchange}', 3),
  ('purpose', 'REACTIVE', 'Reactive answer', '{medical information,response document}', 4),
  ('purpose', 'PATIENT_SUPPORT', 'Patient support', '{PSP,patient support programme}', 5),
  ('purpose', 'CORPORATE', 'Corporate', '{company,press}', 6),
  ('purpose', 'TRAINING', 'Internal training', '{internal,sales training}', 7),
  ('market', 'GB', 'United Kingdom', '{UK,United Kingdom,Great Britain,MHRA,yellowcard.mhra.gov.uk,Yellow Card}', 1),
  ('market', 'DE', 'Germany', '{Germany,Deutschland,BfArM,www.bfarm.de,Heilmittelwerbegesetz}', 2),
  ('market', 'US', 'United States', '{United States,FDA,MedWatch,www.fda.gov/medwatch,1-800-FDA-1088}', 3);
