package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignRefusal.PlanIncomplete;
import io.medley.campaign.campaign.CampaignRefusal.PlanIncomplete.Flaw;
import io.medley.campaign.campaign.ModuleRule;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as a client asks for it.
 *
 * @param waits ISO 8601 durations by step
 * @param contactHours for example {@code 08:00-18:30} by country
 * @param caps the frequency cap; absent = at most 3 contacts in 7 days
 * @param content version ids by slot, best first
 * @param modules rules like {@code announce: opening = renal-dosing when tier 1}
 * @param goal events that end a journey well, e.g. {@code MEETING_BOOKED}
 * @param dates when what the journey is about takes place, by its name: {@code
 *     2026-10-01T18:00[Europe/Berlin]}
 */
record CampaignRequest(
    @Nullable String name,
    @Nullable String templateId,
    @Nullable String brandId,
    @Nullable List<String> countries,
    @Nullable Map<String, String> waits,
    @Nullable Map<String, String> contactHours,
    @Nullable Caps caps,
    @Nullable Map<String, List<UUID>> content,
    @Nullable List<String> modules,
    @Nullable List<String> goal,
    @Nullable Map<String, String> dates) {

  /** The cap used where none is given. */
  static final FrequencyCap DEFAULT_CAP = FrequencyCap.total(7, 3);

  /** At most {@code max} contacts in {@code days} days. */
  record Caps(int days, int max) {}

  /** The plan, or everything that cannot be read in it. */
  CampaignPlan plan() {
    List<Flaw> flaws = new ArrayList<>();
    Map<String, Duration> readWaits =
        read(waits, "waits", "is not a duration like PT72H or P3D", Duration::parse, flaws);
    Map<String, ContactHours> readHours =
        read(
            contactHours,
            "contactHours",
            "is not a time span like 08:00-18:30 or Mon-Fri 08:00-18:30",
            ContactHours::parse,
            flaws);
    Map<String, ZonedDateTime> readDates =
        read(
            dates,
            "dates",
            "is not a date with its time zone like 2026-10-01T18:00[Europe/Berlin]",
            CampaignRequest::date,
            flaws);
    List<ModuleRule> readModules = new ArrayList<>();
    for (String rule : Objects.requireNonNullElse(modules, List.<String>of())) {
      if (!rule.isBlank()) {
        try {
          readModules.add(ModuleRule.parse(rule));
        } catch (IllegalArgumentException unreadable) {
          flaws.add(new Flaw("modules", String.valueOf(unreadable.getMessage())));
        }
      }
    }
    FrequencyCap cap = DEFAULT_CAP;
    if (caps != null) {
      if (caps.days() < 1 || caps.days() > 365 || caps.max() < 0 || caps.max() > 1000) {
        flaws.add(new Flaw("caps", "A cap is at most 1000 contacts in 1 to 365 days."));
      } else {
        cap = FrequencyCap.total(caps.days(), caps.max());
      }
    }
    if (!flaws.isEmpty()) {
      throw new PlanIncomplete(flaws);
    }
    CampaignPlan plan =
        new CampaignPlan(
            Objects.requireNonNullElse(name, "").strip(),
            Objects.requireNonNullElse(templateId, ""),
            Objects.requireNonNullElse(brandId, "").strip(),
            Objects.requireNonNullElse(countries, List.<String>of()).stream()
                .map(country -> country.strip().toUpperCase(Locale.ROOT))
                .distinct()
                .toList(),
            readWaits,
            readHours,
            cap,
            Objects.requireNonNullElse(content, Map.of()),
            Map.of(),
            readModules);
    return plan.towards(
        Objects.requireNonNullElse(goal, List.<String>of()).stream()
            .map(event -> event.strip().toUpperCase(Locale.ROOT))
            .filter(event -> !event.isEmpty())
            .collect(Collectors.toSet()),
        readDates);
  }

  /**
   * A local time and its zone, in ISO 8601 with the zone in brackets; the offset may be left out.
   */
  static ZonedDateTime date(String text) {
    int zone = text.indexOf('[');
    if (zone > 0
        && text.endsWith("]")
        && !text.substring(0, zone).matches(".*([+-]\\d\\d:?\\d\\d|Z)")) {
      return LocalDateTime.parse(text.substring(0, zone))
          .atZone(ZoneId.of(text.substring(zone + 1, text.length() - 1)));
    }
    ZonedDateTime date = ZonedDateTime.parse(text);
    if (zone < 0) {
      throw new DateTimeException("no zone");
    }
    return date;
  }

  private static <T> Map<String, T> read(
      @Nullable Map<String, String> texts,
      String field,
      String complaint,
      Function<String, T> reader,
      List<Flaw> flaws) {
    Map<String, T> values = new LinkedHashMap<>();
    if (texts != null) {
      texts.forEach(
          (key, text) -> {
            if (text != null && !text.isBlank()) {
              try {
                values.put(key, reader.apply(text.strip()));
              } catch (DateTimeException | IllegalArgumentException unreadable) {
                flaws.add(new Flaw(field, "\"" + text + "\" for " + key + " " + complaint + "."));
              }
            }
          });
    }
    return values;
  }
}
