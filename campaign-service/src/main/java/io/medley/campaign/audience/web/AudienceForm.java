package io.medley.campaign.audience.web;

import io.medley.campaign.audience.Condition;
import io.medley.campaign.audience.Condition.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The filter builder's fields as the browser sends them: per field its values, {@code <field>Mode}
 * ({@code any} or {@code none}) and {@code <field>Days}. A field without values asks for nothing.
 *
 * @param conditions what can be read
 * @param flaw what cannot; null if everything can
 */
record AudienceForm(List<Condition> conditions, @Nullable String flaw) {

  static AudienceForm of(MultiValueMap<String, String> sent) {
    List<Condition> conditions = new ArrayList<>();
    for (Field field : Field.values()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean not = "none".equals(sent.getFirst(name + "Mode"));
      List<String> values = values(field, sent.getOrDefault(name, List.of()));
      String days = sent.getFirst(name + "Days");
      try {
        if (field.looksBack()) {
          if (days != null && !days.isBlank()) {
            conditions.add(new Condition(field, not, List.of(), Integer.valueOf(days.strip())));
          }
        } else if (!values.isEmpty()) {
          conditions.add(new Condition(field, not, values, null));
        }
      } catch (NumberFormatException notANumber) {
        return new AudienceForm(conditions, field.label() + " needs a whole number of days.");
      } catch (IllegalArgumentException wrong) {
        return new AudienceForm(conditions, wrong.getMessage());
      }
    }
    return new AudienceForm(conditions, null);
  }

  /** Text fields hold several values, separated by commas; the others send one value each. */
  private static List<String> values(Field field, List<String> sent) {
    Set<String> values = new LinkedHashSet<>();
    for (String value : sent) {
      boolean typed = field == Field.HCO || field == Field.FACT || field == Field.BRAND_TIER;
      (typed ? Arrays.asList(value.split(",", -1)) : List.of(value))
          .stream().map(String::strip).filter(one -> !one.isEmpty()).forEach(values::add);
    }
    return List.copyOf(values);
  }
}
