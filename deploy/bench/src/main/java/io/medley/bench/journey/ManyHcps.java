package io.medley.bench.journey;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills the HCP base past its import, which is measured by itself; nobody of them has a name. */
final class ManyHcps {

  private final JdbcClient owner;

  ManyHcps(JdbcClient owner) {
    this.owner = owner;
  }

  void growTo(int many) {
    int there = owner.sql("select count(*) from hcp").query(Integer.class).single();
    owner
        .sql(
            """
            insert into hcp (id, external_id, pseudonym, country, language, zone, specialty, type, tier, affinities,
              created_at, updated_at, version)
            select md5('many' || i)::uuid, 'MANY-' || i, 'many-' || i, (array['GB','DE','US','FR','ES'])[1 + i % 5],
              (array['en-GB','de-DE','en-US','fr-FR','es-ES'])[1 + i % 5], 'Europe/London',
              (array['CARDIOLOGY','GENERAL_PRACTICE','INTERNAL_MEDICINE','NEPHROLOGY'])[1 + i / 5 % 4],
              'MD', 1 + i / 20 % 4, '{}', now(), now(), 1
            from generate_series(:from, :to) i
            """)
        .param("from", there)
        .param("to", many - 1)
        .update();
    owner
        .sql(
            """
            insert into consent_current (hcp_id, channel, purpose, status, at)
            select md5('many' || i)::uuid, 'EMAIL', 'PROMOTION', case when i % 7 = 0 then 'WITHDRAWN' else 'GRANTED' end, now()
            from generate_series(:from, :to) i
            """)
        .param("from", there)
        .param("to", many - 1)
        .update();
    owner.sql("analyze hcp, consent_current").update();
  }
}
