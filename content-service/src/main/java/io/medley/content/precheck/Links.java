package io.medley.content.precheck;

import io.medley.content.asset.NormalText;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.precheck.Finding.Kind;
import io.medley.content.precheck.Sentence.Span;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * C35: links lead somewhere allowed, and an e-mail can be unsubscribed from. Nothing is fetched.
 */
final class Links implements Rule {

  @Override
  public String id() {
    return "C35";
  }

  @Override
  public Kind kind() {
    return Kind.LINK;
  }

  @Override
  public Set<String> cases() {
    return Set.of(
        "insecure",
        "notAllowed",
        "broken",
        "noUnsubscribe",
        "noPrivacy",
        "noSender",
        "campaignTag");
  }

  @Override
  public boolean needsText() {
    return false;
  }

  @Override
  public Set<String> settings() {
    return Set.of("hosts", "tokens", "unsubscribe", "privacy", "campaignTag");
  }

  @Override
  public void check(Inspection inspection) {
    Piece piece = inspection.piece();
    Set<String> reported = new HashSet<>();
    for (Link link : piece.links()) {
      if (reported.add(link.target())) {
        check(inspection, link);
      }
    }
    boolean email = piece.isHtml() && piece.isFor(List.of("EMAIL", "REP_EMAIL"));
    if (email) {
      List<String> tokens = inspection.settings().list("tokens");
      if (piece.links().stream()
          .noneMatch(
              link ->
                  tokens.contains(link.target().strip())
                      || named(inspection, link, "unsubscribe"))) {
        inspection.missing("noUnsubscribe", Map.of("expected", tokens.getFirst()));
      }
      if (piece.links().stream().noneMatch(link -> named(inspection, link, "privacy"))) {
        inspection.missing("noPrivacy", Map.of());
      }
      piece
          .brand()
          .map(brand -> NormalText.normal(brand.company()).replaceAll("\\s*\\(.*", ""))
          .filter(
              company ->
                  piece.sections().stream()
                      .noneMatch(section -> NormalText.normal(section.text()).contains(company)))
          .ifPresent(company -> inspection.missing("noSender", Map.of("expected", company)));
    }
  }

  private static void check(Inspection inspection, Link link) {
    String target = link.target().strip();
    String lower = target.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mailto:")
        || lower.startsWith("tel:")
        || lower.startsWith("cid:")
        || target.startsWith("{{")
        || (target.startsWith("#") && target.length() > 1)) {
      return;
    }
    String host = host(target);
    if (host.isEmpty()) {
      report(inspection, "broken", link, link.text().isBlank() ? target : link.text());
    } else if (!isAllowed(inspection, host)) {
      report(inspection, "notAllowed", link, host);
    } else if (!lower.startsWith("https:")) {
      report(inspection, "insecure", link, target);
    } else if (lower.contains("utm_")
        && !target.matches(inspection.settings().text("campaignTag"))) {
      report(inspection, "campaignTag", link, target);
    }
  }

  private static void report(Inspection inspection, String caseName, Link link, String what) {
    Map<String, String> words = Map.of("found", what);
    if (link.end() > link.start()) {
      inspection.found(
          caseName, new Span(link.section(), link.start(), link.end(), link.text()), words);
    } else {
      inspection.inSection(caseName, link.section(), link.target(), words);
    }
  }

  private static boolean isAllowed(Inspection inspection, String host) {
    return inspection.settings().list("hosts").stream()
        .anyMatch(allowed -> host.equals(allowed) || host.endsWith("." + allowed));
  }

  private static boolean named(Inspection inspection, Link link, String what) {
    String label = NormalText.normal(link.text());
    return !link.target().isBlank()
        && inspection.settings().words(what, inspection.language()).stream()
            .anyMatch(label::contains);
  }

  private static String host(String target) {
    try {
      URI uri = URI.create(target.replaceAll("\\{\\{[^}]*}}", "token"));
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null ? uri.getHost().toLowerCase(Locale.ROOT) : "";
    } catch (IllegalArgumentException noAddress) {
      return "";
    }
  }
}
