package io.medley.campaign.campaign;

import io.medley.campaign.audience.Makeup;
import io.medley.campaign.campaign.Readiness.Coverage;
import io.medley.campaign.campaign.Readiness.Finding;
import io.medley.campaign.campaign.Readiness.Level;
import io.medley.workflows.journey.JourneyTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What a journey needs of its audience and of the catalog, and from where on a lack of it stops a
 * launch. A need is derived from the steps: a touch needs agreement to its channel and a time zone,
 * a suggestion needs a representative.
 */
final class ReadinessRules {

  private ReadinessRules() {}

  /**
   * Where a need stands red and where amber.
   *
   * @param red below this share of HCPs, in percent, a launch is stopped
   * @param amber below this share it should be known
   */
  private record Threshold(int red, int amber) {}

  /** Nobody launches into a country where hardly anybody may be written to. */
  private static final Threshold CONSENT = new Threshold(5, 30);

  /** Without a zone nothing is ever sent. */
  private static final Threshold ZONE = new Threshold(80, 100);

  /** Without a representative a suggestion goes to nobody and its journey takes the digital way. */
  private static final Threshold PLACED = new Threshold(50, 90);

  /** Old facts mislead; they stop nothing by themselves. */
  private static final Threshold FRESH = new Threshold(0, 50);

  /**
   * Judges.
   *
   * @param zones countries in which everybody lives by one clock
   */
  static List<Finding> judge(
      JourneyTemplate template,
      List<Makeup> audience,
      List<Coverage> coverage,
      boolean contentAnswered,
      Set<String> zones) {
    List<Finding> findings = new ArrayList<>();
    if (audience.stream().mapToLong(Makeup::hcps).sum() == 0) {
      findings.add(
          new Finding(
              "AUDIENCE",
              Level.RED,
              "Audience",
              0,
              "Nobody belongs to the audience.",
              "Import HCPs of these countries, or choose another audience.",
              null));
      return findings;
    }
    boolean emails = uses(template, "EMAIL");
    boolean repEmails = uses(template, "REP_EMAIL");
    boolean reps =
        template.steps().stream().anyMatch(step -> step.kind() == JourneyTemplate.Kind.SUGGEST);
    byCountry(audience)
        .forEach(
            (country, parts) -> {
              if (emails) {
                findings.add(
                    share(
                        "CONSENT/EMAIL/" + country,
                        "Agree to e-mail",
                        country,
                        parts,
                        Makeup::email,
                        CONSENT,
                        "Ask for consent first, with a consent journey or by the representatives."));
              }
              if (repEmails) {
                findings.add(
                    share(
                        "CONSENT/REP_EMAIL/" + country,
                        "Agree to their representative's e-mail",
                        country,
                        parts,
                        Makeup::repEmail,
                        CONSENT,
                        "Ask for consent first, with a consent journey or by the representatives."));
              }
              if (!zones.contains(country)) {
                findings.add(
                    share(
                        "ZONE/" + country,
                        "Time zone known",
                        country,
                        parts,
                        Makeup::zoned,
                        ZONE,
                        "Import time zones: without one nothing is ever sent."));
              }
              if (reps) {
                findings.add(
                    share(
                        "REPRESENTATIVE/" + country,
                        "Have a representative",
                        country,
                        parts,
                        Makeup::placed,
                        PLACED,
                        "Name who looks after the territories."));
              }
              findings.add(
                  share(
                      "FRESH/" + country,
                      "Imported within a year",
                      country,
                      parts,
                      Makeup::fresh,
                      FRESH,
                      "Import the list anew."));
            });
    coverage.forEach(place -> findings.add(content(place)));
    if (!contentAnswered) {
      findings.add(
          new Finding(
              "CATALOG",
              Level.AMBER,
              "Catalog",
              null,
              "The catalog does not answer; content is shown as last known.",
              "Look again in a moment.",
              null));
    }
    return findings;
  }

  private static boolean uses(JourneyTemplate template, String channel) {
    return template.steps().stream()
        .filter(step -> step.kind() == JourneyTemplate.Kind.TOUCH)
        .anyMatch(
            step -> step.channel() != null && List.of(step.channel().split(",")).contains(channel));
  }

  private static Map<String, List<Makeup>> byCountry(List<Makeup> audience) {
    Map<String, List<Makeup>> countries = new LinkedHashMap<>();
    audience.forEach(
        part -> countries.computeIfAbsent(part.country(), key -> new ArrayList<>()).add(part));
    return countries;
  }

  private static Finding share(
      String key,
      String subject,
      String country,
      List<Makeup> parts,
      ToLongFunction<Makeup> with,
      Threshold threshold,
      String mend) {
    long hcps = parts.stream().mapToLong(Makeup::hcps).sum();
    long have = parts.stream().mapToLong(with).sum();
    // Rounded down: 99.9 % is not everybody.
    int percent = (int) (100 * have / hcps);
    Level level =
        percent < threshold.red()
            ? Level.RED
            : percent < threshold.amber() ? Level.AMBER : Level.GREEN;
    return new Finding(
        key,
        level,
        subject + " · " + country(country),
        percent,
        "%d of %d HCPs.".formatted(have, hcps),
        level == Level.GREEN ? "" : mend,
        null);
  }

  private static Finding content(Coverage place) {
    String subject =
        "“%s”%s · %s, %s"
            .formatted(
                place.slot(),
                place.modules().isEmpty() ? "" : " with " + place.demanded(),
                country(place.country()),
                place.language());
    if (!place.covered() && !place.modules().isEmpty()) {
      return new Finding(
          "CONTENT/" + place.place(),
          Level.RED,
          subject,
          null,
          "No approved form has it; touches that your rule is for are held.",
          "Have a form with it approved, or change the rule.",
          null);
    }
    return place.covered()
        ? new Finding(
            "CONTENT/" + place.place(),
            Level.GREEN,
            subject,
            null,
            place.titles().size() == 1
                ? "One approved piece."
                : place.titles().size() + " approved pieces.",
            "",
            null)
        : new Finding(
            "CONTENT/" + place.place(),
            Level.RED,
            subject,
            null,
            "No approved piece for %d HCPs; their touches are held or skipped."
                .formatted(place.hcps()),
            "Open a brief for it, or take the country out.",
            place);
  }

  private static String country(String code) {
    return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }
}
