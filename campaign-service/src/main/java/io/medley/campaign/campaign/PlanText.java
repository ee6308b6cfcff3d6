package io.medley.campaign.campaign;

import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A plan as JSON, with the names and forms of the columns of its table. */
public final class PlanText {

  private final JsonMapper json;

  /** Writes and reads with this mapper. */
  public PlanText(JsonMapper json) {
    this.json = json;
  }

  private record Stored(
      String name,
      String template_id,
      String brand_id,
      List<String> countries,
      Map<String, String> waits,
      Map<String, String> contact_hours,
      int cap_days,
      int cap_max,
      Map<String, List<UUID>> content,
      Map<String, Experiment> experiments,
      @Nullable List<ModuleRule> modules,
      @Nullable List<String> goal,
      @Nullable Map<String, String> dates) {}

  /** Writes all of it. */
  public String write(CampaignPlan plan) {
    return json.writeValueAsString(
        new Stored(
            plan.name(),
            plan.templateId(),
            plan.brandId(),
            plan.countries(),
            texts(plan.waits(), Duration::toString),
            texts(plan.contactHours(), ContactHours::written),
            plan.cap().days(),
            plan.cap().max(),
            plan.content(),
            plan.experiments(),
            plan.modules(),
            plan.goal().stream().sorted().toList(),
            texts(plan.dates(), ZonedDateTime::toString)));
  }

  /** Reads all of it. */
  public CampaignPlan read(String text) {
    Stored stored = json.readValue(text, Stored.class);
    return new CampaignPlan(
        stored.name(),
        stored.template_id(),
        stored.brand_id(),
        stored.countries(),
        values(stored.waits(), Duration::parse),
        values(stored.contact_hours(), ContactHours::parse),
        FrequencyCap.total(stored.cap_days(), stored.cap_max()),
        stored.content(),
        stored.experiments(),
        // A version stored before plans spoke of modules says nothing of them.
        Objects.requireNonNullElse(stored.modules(), List.of()),
        Set.copyOf(Objects.requireNonNullElse(stored.goal(), List.of())),
        values(Objects.requireNonNullElse(stored.dates(), Map.of()), ZonedDateTime::parse));
  }

  /** One of its maps. */
  public String write(Map<String, ?> map) {
    return json.writeValueAsString(map);
  }

  /** The waits, by step. */
  public Map<String, Duration> waits(String text) {
    return values(strings(text), Duration::parse);
  }

  /** The contact hours, by country. */
  public Map<String, ContactHours> contactHours(String text) {
    return values(strings(text), ContactHours::parse);
  }

  /** The pieces, by slot. */
  public Map<String, List<UUID>> content(String text) {
    return json.readValue(text, new TypeReference<Map<String, List<UUID>>>() {});
  }

  /** What is tried against each other, by slot. */
  public Map<String, Experiment> experiments(String text) {
    return json.readValue(text, new TypeReference<Map<String, Experiment>>() {});
  }

  /** Writes the rules of modules. */
  public String write(List<ModuleRule> modules) {
    return json.writeValueAsString(modules);
  }

  /** The rules of modules. */
  public List<ModuleRule> modules(String text) {
    return List.of(json.readValue(text, ModuleRule[].class));
  }

  /** When what the journey is about takes place, by its name. */
  public Map<String, ZonedDateTime> dates(String text) {
    return values(strings(text), ZonedDateTime::parse);
  }

  /** A map of texts. */
  public Map<String, String> strings(String text) {
    return json.readValue(text, new TypeReference<Map<String, String>>() {});
  }

  /** A map of values as texts. */
  public static <T> Map<String, String> texts(Map<String, T> values, Function<T, String> writer) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((key, value) -> texts.put(key, writer.apply(value)));
    return texts;
  }

  private static <T> Map<String, T> values(Map<String, String> texts, Function<String, T> reader) {
    Map<String, T> values = new LinkedHashMap<>();
    texts.forEach((key, text) -> values.put(key, reader.apply(text)));
    return values;
  }
}
