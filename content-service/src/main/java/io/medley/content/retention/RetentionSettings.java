package io.medley.content.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Collection;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many years an asset is kept after the last day it could be used.
 *
 * @param years by market, ISO 3166; the longest of an asset's markets counts
 * @param otherwise for markets that are not named
 */
@Validated
@ConfigurationProperties("medley.retention")
public record RetentionSettings(
    @DefaultValue Map<String, Integer> years, @Min(1) @Max(100) @DefaultValue("10") int otherwise) {

  public RetentionSettings {
    years = Map.copyOf(years);
  }

  /** Years for an asset of these markets. */
  int of(Collection<String> markets) {
    return markets.stream()
        .mapToInt(market -> years.getOrDefault(market, otherwise))
        .max()
        .orElse(otherwise);
  }
}
