package io.medley.bench.content;

import io.medley.bench.Booted;
import io.medley.bench.Figure;
import io.medley.bench.Measuring;
import io.medley.bench.Pairs;
import io.medley.content.claim.WhereUsed;
import io.medley.content.claim.WhereUsed.Subject;
import io.medley.platform.security.Actor;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long people wait to learn where a claim or a reference is used. */
final class WhereUsedFigures {

  /** Every piece uses two of so many claims. */
  private static final int CLAIMS = 200;

  private static final int ASKED = 200;

  private final Measuring measuring;
  private final Stock stock;

  WhereUsedFigures(Measuring measuring, Stock stock) {
    this.measuring = measuring;
    this.stock = stock;
  }

  void measure() {
    link();
    WhereUsed whereUsed = measuring.service().bean(WhereUsed.class);
    Actor cora = Booted.person("cora.coordinator");
    List<Double> millis = new ArrayList<>();
    long uses = 0;
    for (int i = 0; i < ASKED + 20; i++) {
      Subject subject =
          i % 2 == 0
              ? new Subject.OfClaim("bench-" + i % CLAIMS)
              : new Subject.OfReference("bench-" + i % CLAIMS);
      long begin = System.nanoTime();
      WhereUsed.Answer answer = whereUsed.of(subject, 0, 50, cora);
      if (i >= 20) {
        millis.add((System.nanoTime() - begin) / 1e6);
      }
      uses = Math.max(uses, answer.total().versions());
    }
    measuring.add(
        Figure.atMost(
            "where-used p95 at %d assets, each answer of %d uses".formatted(stock.pieces(), uses),
            Pairs.percentile(millis, 0.95),
            "ms",
            "no baseline: what a person waits for",
            300,
            List.of(Pairs.median(millis), Pairs.percentile(millis, 0.99))));
  }

  private void link() {
    JdbcClient owner = measuring.service().owner();
    String claims = " from generate_series(0, " + (CLAIMS - 1) + ") c";
    String pieces = " from generate_series(0, " + (stock.pieces() - 1) + ") i";
    for (String statement :
        new String[] {
          "insert into reference_document (id, kind, title, created_by, created_at, changed_at)"
              + " select 'bench-' || c, 'PUBLICATION', 'Study ' || c, 'bench', now(), now()"
              + claims,
          "insert into claim (id, brand_id, created_by, created_at) select 'bench-' || c,"
              + " 'brand-0', 'bench', now()"
              + claims,
          "insert into claim_version (claim_id, number, state, indications, countries, valid_from,"
              + " safety_relevant, author, created_at, changed_at) select 'bench-' || c, 1,"
              + " 'APPROVED', '{}', '{}', '2026-01-01', false, 'bench', now(), now()"
              + claims,
          "insert into claim_support (claim_id, number, ordinal, reference_id) select 'bench-' ||"
              + " c, 1, 0, 'bench-' || c"
              + claims,
          "insert into claim_link (id, version_id, claim_id, number, wording, section, span_start,"
              + " span_end, found, match, similarity, state, remarks, linked_at) select"
              + " gen_random_uuid(), md5('version' || i)::uuid, 'bench-' || (i + half * 77) % "
              + CLAIMS
              + ", 1, 0, 1, half * 100, half * 100 + 50, 'words', 'EXACT', 1, 'LINKED', '{}', now()"
              + pieces
              + ", generate_series(0, 1) half",
          "insert into version_usage (version_id, hcps, contacts, in_doubt, last_at, campaigns,"
              + " stored_at) select md5('version' || i)::uuid, 100, 250, 0, now(),"
              + " (select jsonb_agg(jsonb_build_object('campaignId', md5('campaign' || i % k)::uuid,"
              + " 'name', 'Campaign ' || i % k, 'journey', 'launch', 'state', 'RUNNING', 'planned',"
              + " true, 'hcps', 50, 'contacts', 125, 'inDoubt', 0)) from unnest(array[500, 300]) k),"
              + " now()"
              + pieces,
          "analyze"
        }) {
      owner.sql(statement).update();
    }
  }
}
