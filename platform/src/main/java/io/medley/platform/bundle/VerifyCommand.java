package io.medley.platform.bundle;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code --verify BUNDLE [--json]}: checks a bundle and says in words what was found. */
public final class VerifyCommand {

  private VerifyCommand() {}

  /** Returns 0 if everything holds, 1 if something was found, 2 if the file cannot be read. */
  public static int run(Path bundle, boolean json, PrintStream out) {
    BundleReport report;
    try {
      report = BundleVerifier.verify(bundle);
    } catch (IOException unreadable) {
      out.println("There is no readable file " + bundle + ".");
      return 2;
    }
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("verified", report.verified());
      line.put("subject", report.subject());
      line.put("files", report.files());
      line.put("signatures", report.signatures());
      line.put("auditEntries", report.auditEntries());
      line.put("keys", report.keys());
      line.put("findings", report.findings());
      out.println(JsonMapper.shared().writeValueAsString(line));
    } else {
      words(report, out);
    }
    return report.verified() ? 0 : 1;
  }

  private static void words(BundleReport report, PrintStream out) {
    report.subject().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(fact -> out.printf("  %-14s %s%n", fact.getKey(), fact.getValue()));
    out.printf(
        "%d files, %d signatures that hold, %d audit entries.%n",
        report.files(), report.signatures().size(), report.auditEntries());
    report.signatures().forEach(signature -> out.println("  signed by " + signature));
    report
        .findings()
        .forEach(found -> out.printf("  ALTERED at %s: %s%n", found.place(), found.explanation()));
    out.println(
        report.verified()
            ? "The bundle verifies. It is worth what its keys are worth: compare these with the"
                + " fingerprints the company gave you by another way."
            : "The bundle does NOT verify: %d finding(s).".formatted(report.findings().size()));
    report.keys().forEach(key -> out.println("  key " + key));
  }
}
