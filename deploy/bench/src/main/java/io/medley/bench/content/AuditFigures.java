package io.medley.bench.content;

import io.medley.bench.Booted;
import io.medley.bench.Figure;
import io.medley.bench.Load;
import io.medley.bench.Measuring;
import io.medley.bench.Pairs;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditReport;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.audit.AuditVerifier;
import io.medley.platform.command.ServiceCommands;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What it costs that every decision is written down so that nobody can change it unseen. */
final class AuditFigures {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CONNECTIONS = 4;

  private final Measuring measuring;

  AuditFigures(Measuring measuring) {
    this.measuring = measuring;
  }

  void measure() throws Exception {
    appends();
    verification();
  }

  private void appends() throws Exception {
    Booted service = measuring.service();
    AuditTrail trail = service.bean(AuditTrail.class);
    JdbcClient jdbc = service.bean(JdbcClient.class);
    TransactionTemplate transactions =
        new TransactionTemplate(service.bean(PlatformTransactionManager.class));
    service
        .owner()
        .sql(
            "create table if not exists bench_plain (id bigint generated always as identity primary"
                + " key, body json)")
        .update();
    service.owner().sql("grant insert on bench_plain to public").update();
    Map<String, Object> facts = Map.of("from", "DRAFT", "to", "SUBMITTED", "why", Corpus.text(20));
    String plain = JSON.writeValueAsString(facts);
    Load.Worker insert =
        () ->
            () ->
                transactions.executeWithoutResult(
                    status ->
                        jdbc.sql("insert into bench_plain (body) values (:body::json)")
                            .param("body", plain)
                            .update());
    Load.Worker append =
        () -> {
          String aggregate = UUID.randomUUID().toString();
          return () ->
              transactions.executeWithoutResult(
                  status ->
                      trail.append(
                          new AuditEvent(
                              "bench",
                              aggregate,
                              "measured",
                              Booted.person("anna.agency"),
                              facts)));
        };
    Load.run(CONNECTIONS, measuring.protocol().warm(), insert);
    Load.run(CONNECTIONS, measuring.protocol().warm(), append);
    measuring.add(
        Figure.ratio(
            "P12 audit appends, hash-chained",
            "per s",
            "plain INSERT of the same facts in a transaction of its own, %d connections"
                .formatted(CONNECTIONS),
            Pairs.interleaved(
                measuring.protocol().pairs(), () -> perSecond(insert), () -> perSecond(append)),
            0.70));
  }

  private double perSecond(Load.Worker worker) throws Exception {
    return Load.run(CONNECTIONS, measuring.protocol().arm(), worker).perSecond();
  }

  private void verification() throws Exception {
    Booted service = measuring.service();
    service.bean(ServiceCommands.class).verifyAudit(true);
    AuditVerifier verifier = service.bean(AuditVerifier.class);
    List<byte[]> same = sameBytes();
    AuditReport first = verifier.verify();
    if (!first.verified()) {
      throw new IllegalStateException("The audit does not verify: " + first.findings());
    }
    hashed(same);
    measuring.add(
        Figure.ratio(
            "P12 audit entries verified",
            "per s",
            "SHA-256 over the same bytes, which are in memory already",
            Pairs.interleaved(
                measuring.protocol().pairs(),
                () -> hashed(same),
                () -> {
                  long begin = System.nanoTime();
                  AuditReport report = verifier.verify();
                  return report.entries() / ((System.nanoTime() - begin) / 1e9);
                }),
            0.30));
  }

  /** As many arrays as there are entries, each as long as what is hashed of one. */
  private List<byte[]> sameBytes() {
    return measuring
        .service()
        .owner()
        .sql(
            """
            select octet_length(action) + octet_length(actor::text) + octet_length(facts::text) + octet_length(aggregate_id)
              + octet_length(aggregate_type) + 2 * 27 + 64 + octet_length(sequence::text) + 130
            from audit_entry
            """)
        .query(Integer.class)
        .list()
        .stream()
        .map(byte[]::new)
        .toList();
  }

  private static double hashed(List<byte[]> entries) throws Exception {
    long begin = System.nanoTime();
    int rounds = Math.max(1, 200_000 / entries.size());
    int sum = 0;
    for (int round = 0; round < rounds; round++) {
      for (byte[] entry : entries) {
        sum += MessageDigest.getInstance("SHA-256").digest(entry)[0];
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (sum == Integer.MIN_VALUE) {
      throw new IllegalStateException("Only so that nothing is optimised away");
    }
    return (double) rounds * entries.size() / seconds;
  }
}
