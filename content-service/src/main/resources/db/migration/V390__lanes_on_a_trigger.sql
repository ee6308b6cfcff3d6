-- Pharmacovigilance and privacy look where something in a piece calls for them.
alter table review_lane
  drop constraint review_lane_lane_check,
  add constraint review_lane_lane_check check (lane in
    ('MEDICAL', 'LEGAL', 'REGULATORY', 'PHARMACOVIGILANCE', 'PRIVACY', 'FINAL', 'COORDINATOR'));

alter table annotation
  drop constraint annotation_lane_check,
  add constraint annotation_lane_check check (lane in ('MEDICAL', 'LEGAL', 'REGULATORY', 'PHARMACOVIGILANCE', 'PRIVACY', 'FINAL')),
  drop constraint annotation_category_check,
  add constraint annotation_category_check check (category in
    ('CLAIM_WORDING', 'MISSING_REFERENCE', 'BALANCE_SAFETY', 'LABEL', 'LEGAL_RIGHTS', 'SAFETY_REPORTING', 'PERSONAL_DATA', 'BRAND',
     'GRAMMAR', 'LAYOUT', 'OTHER'));
