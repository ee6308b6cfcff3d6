package io.medley.campaign.audience.web;

import io.medley.campaign.audience.Condition.Field;
import io.medley.campaign.hcp.HcpType;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The order in which a reader looks for a field's values: tiers from the first, professions as they
 * are always told, everything else as the dictionary has what is read.
 *
 * @param reader whose dictionary
 * @param words codes as they are read
 */
record ValueOrder(Locale reader, UnaryOperator<String> words) {

  List<String> of(Field field, List<String> values) {
    return values.stream().sorted(order(field)).toList();
  }

  private Comparator<String> order(Field field) {
    return switch (field) {
      case COUNTRY -> read(code -> Locale.of("", code).getDisplayCountry(reader));
      case LANGUAGE -> read(tag -> Locale.forLanguageTag(tag).getDisplayName(reader));
      case TYPE ->
          Comparator.comparing(type -> HcpType.parse(type).map(HcpType::ordinal).orElse(99));
      case BRAND_TIER, CONSENT ->
          read(value -> words.apply(before(value))).thenComparing(Comparator.naturalOrder());
      case SPECIALTY -> read(words);
      case TIER, TERRITORY, HCO, FACT, AFFINITY, RECEIVED, OPENED, CLICKED, TOUCHED, SILENT ->
          read(UnaryOperator.identity());
    };
  }

  private Comparator<String> read(UnaryOperator<String> as) {
    return Comparator.comparing(as, Collator.getInstance(reader)::compare);
  }

  private static String before(String value) {
    int colon = value.indexOf(':');
    return colon < 0 ? value : value.substring(0, colon);
  }
}
