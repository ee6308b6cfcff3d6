package io.medley.platform.command;

import io.medley.platform.audit.AuditReport;
import io.medley.platform.audit.AuditSequencer;
import io.medley.platform.audit.AuditVerifier;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The commands of a service, printing to a stream. */
public final class ServiceCommands {

  private final List<Reindexer> reindexers;
  private final AuditSequencer sequencer;
  private final AuditVerifier verifier;
  private final JsonMapper mapper;
  private final PrintStream out;

  ServiceCommands(
      List<Reindexer> reindexers,
      AuditSequencer sequencer,
      AuditVerifier verifier,
      JsonMapper mapper,
      PrintStream out) {
    this.reindexers = List.copyOf(reindexers);
    this.sequencer = sequencer;
    this.verifier = verifier;
    this.mapper = mapper;
    this.out = out;
  }

  /** Rebuilds every index; returns 0 if each equals its record afterwards, else 1. */
  public int reindex() {
    int exit = 0;
    for (Reindexer reindexer : reindexers) {
      Reindexer.Report report = reindexer.reindex();
      out.printf(
          "%s: %d stored, %d indexed, digests %s%n",
          report.name(), report.stored(), report.indexed(), report.equal() ? "equal" : "DIFFER");
      if (!report.equal()) {
        out.printf("  stored  %s%n  indexed %s%n", report.storedDigest(), report.indexedDigest());
        exit = 1;
      }
    }
    if (reindexers.isEmpty()) {
      out.println("This service has no search index.");
    }
    return exit;
  }

  /**
   * Verifies the audit; returns 0 if it holds, else 1.
   *
   * @param json one line of JSON instead of text
   */
  public int verifyAudit(boolean json) {
    sequencer.run();
    AuditReport report = verifier.verify();
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("entries", report.entries());
      line.put("chains", report.chains());
      line.put("roots", report.roots());
      line.put("newerThanLastRoot", report.newerThanLastRoot());
      line.put("verified", report.verified());
      line.put("findings", report.findings());
      out.println(mapper.writeValueAsString(line));
    } else {
      out.printf(
          "Audit: %d entries in %d chains, %d signed roots, %d entries newer than the last root.%n",
          report.entries(), report.chains(), report.roots(), report.newerThanLastRoot());
      report
          .findings()
          .forEach(
              finding ->
                  out.printf(
                      "  %s at %s: %s%n", finding.kind(), finding.place(), finding.explanation()));
      out.println(
          report.verified()
              ? "The audit verifies."
              : "The audit does NOT verify: %d finding(s).".formatted(report.findings().size()));
    }
    return report.verified() ? 0 : 1;
  }
}
