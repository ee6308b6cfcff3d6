package io.medley.validation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** The pack as a page that can be printed and signed. */
final class ValidationPage {

  private ValidationPage() {}

  static String of(List<ValidationPack.Proof> proofs, String commit, Instant at) {
    long proven = proofs.stream().filter(proof -> proof.verdict().equals("PROVEN")).count();
    StringBuilder rows = new StringBuilder();
    StringBuilder details = new StringBuilder();
    proofs.forEach(
        proof -> {
          rows.append(row(proof));
          details.append(detail(proof));
        });
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Medley validation pack</title><link rel="stylesheet" href="medley.css"></head>
        <body><main class="wide">
        <header class="head"><div><h1>Validation pack</h1>
        <p class="lead">Requirement, risk, tests and what the tests said. Commit <code>%s</code>, %s.</p></div></header>
        <p>%d of %d requirements are proven by tests of this run.</p>
        <div class="tablewrap"><table class="list">
        <thead><tr><th>Requirement</th><th>What must hold</th><th>Source</th><th>Risk</th><th class="num">Tests</th><th>Result</th></tr></thead>
        <tbody>%s</tbody></table></div>
        <h2>Evidence</h2>%s
        </main></body></html>
        """
        .formatted(
            text(commit), at.truncatedTo(ChronoUnit.SECONDS), proven, proofs.size(), rows, details);
  }

  private static String row(ValidationPack.Proof proof) {
    Requirement requirement = proof.requirement();
    return "<tr><td><a href=\"#%s\">%s</a></td><td>%s</td><td>%s</td><td>%s</td><td class=\"num\">%d</td><td>%s</td></tr>%n"
        .formatted(
            requirement.id(),
            requirement.id(),
            text(requirement.text()),
            text(requirement.source()),
            requirement.risk(),
            proof.evidence().size(),
            status(proof.verdict()));
  }

  private static String detail(ValidationPack.Proof proof) {
    Requirement requirement = proof.requirement();
    String tests =
        proof.evidence().stream()
            .map(
                one ->
                    "<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"num\">%s s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                            text(one.module()),
                            text(one.test().substring(one.test().lastIndexOf('.') + 1)),
                            text(one.name()),
                            text(one.seconds()),
                            one.at().truncatedTo(ChronoUnit.SECONDS),
                            status(one.result())))
            .collect(Collectors.joining("\n"));
    String missing =
        proof.notRun().isEmpty()
            ? ""
            : "<p>Did not run: " + text(String.join(", ", proof.notRun())) + "</p>";
    return """
        <section id="%s"><h3>%s %s</h3><p>%s</p><p class="quiet">%s. Risk %s: %s</p>%s
        <div class="tablewrap"><table class="list"><thead><tr><th>Module</th><th>Test</th><th>Case</th><th class="num">Took</th><th>Reported</th><th>Result</th></tr></thead><tbody>%s</tbody></table></div></section>
        """
        .formatted(
            requirement.id(),
            requirement.id(),
            status(proof.verdict()),
            text(requirement.text()),
            text(requirement.source()),
            requirement.risk(),
            text(requirement.harm()),
            missing,
            tests);
  }

  private static String status(String state) {
    String tone =
        switch (state) {
          case "PROVEN", "PASSED" -> "live";
          case "FAILED" -> "blocked";
          default -> "needs";
        };
    String words = state.charAt(0) + state.substring(1).toLowerCase(java.util.Locale.ROOT);
    return "<span class=\"status %s\">%s</span>".formatted(tone, words.replace('_', ' '));
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
