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
 * C35: links lead somewhere allowed and answer, and an e-mail can be unsubscribed from. The rule
 * fetches nothing: it reads the stored results of {@link LinkChecking}.
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
        "silent",
        "sentAway",
        "sentOn",
        "notFetched",
        "switchedOff",
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
    for (Link link : piece.targets()) {
      if (reported.add(link.target())) {
        check(inspection, link);
      }
    }
    boolean web =
        piece.targets().stream().anyMatch(link -> !LinkChecking.address(link.target()).isEmpty());
    if (web && !piece.around().links().fetching()) {
      inspection.missing("switchedOff", Map.of());
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
    } else if (!isAllowed(inspection.settings(), host)) {
      report(inspection, "notAllowed", link, host);
    } else if (!lower.startsWith("https:")) {
      report(inspection, "insecure", link, target);
    } else if (lower.contains("utm_")
        && !target.matches(inspection.settings().text("campaignTag"))) {
      report(inspection, "campaignTag", link, target);
    }
    fetched(inspection, link, host);
  }

  /** What came of fetching the link, if it is one that is fetched. */
  private static void fetched(Inspection inspection, Link link, String host) {
    LinkChecking.Known known = inspection.piece().around().links();
    String address = LinkChecking.address(link.target());
    if (!known.fetching() || address.isEmpty() || !isAllowed(inspection.settings(), host)) {
      return;
    }
    LinkResult result = known.results().get(address);
    if (result == null) {
      report(inspection, "notFetched", link, address);
      return;
    }
    Map<String, String> words =
        Map.of("found", address, "expected", result.problem(), "end", result.end());
    switch (result.outcome()) {
      case REFUSES, SILENT, FORBIDDEN -> report(inspection, "silent", link, words);
      case ANSWERS -> {
        if (!result.hops().isEmpty()) {
          boolean away = !isAllowed(inspection.settings(), host(result.end()));
          report(inspection, away ? "sentAway" : "sentOn", link, words);
        }
      }
    }
  }

  private static void report(Inspection inspection, String caseName, Link link, String what) {
    report(inspection, caseName, link, Map.of("found", what));
  }

  private static void report(
      Inspection inspection, String caseName, Link link, Map<String, String> words) {
    if (link.end() > link.start()) {
      inspection.found(
          caseName, new Span(link.section(), link.start(), link.end(), link.text()), words);
    } else {
      inspection.inSection(caseName, link.section(), link.target(), words);
    }
  }

  /** Whether a market's pack allows links to a host. */
  static boolean isAllowed(RuleSettings settings, String host) {
    return settings.list("hosts").stream()
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
