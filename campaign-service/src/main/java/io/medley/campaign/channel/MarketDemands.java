package io.medley.campaign.channel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the markets demand of a message and allow to be seen of its reader. Data: a new law is a new
 * line, no new code.
 *
 * @param countries by ISO 3166 alpha-2; {@code other} stands for all that are not named
 * @param safetyInformation address of the prescribing and safety information in force, by brand and
 *     country ({@code other} for all that are not named); what a text message too short to hold it
 *     links to
 * @param stopWording by language, how a reader of a text message is told to end it; names the word
 *     STOP, which is always understood. English stands for languages that are not named
 * @param prescribingWording by language, what a link to the prescribing information is called; the
 *     brand's name follows
 */
@Validated
@ConfigurationProperties("medley.market-demands")
public record MarketDemands(
    @DefaultValue Map<String, @Valid Demand> countries,
    @DefaultValue Map<String, Map<String, String>> safetyInformation,
    @DefaultValue Map<String, String> stopWording,
    @DefaultValue Map<String, String> prescribingWording) {

  private static final String OTHER = "other";
  private static final Demand STRICTEST =
      new Demand(Seeing.NEVER, Seeing.NEVER, true, true, "Nothing is known of this country.");

  /** Copies the maps. */
  public MarketDemands {
    countries = Map.copyOf(countries);
    Map<String, Map<String, String>> copied = new HashMap<>();
    safetyInformation.forEach((brand, links) -> copied.put(brand, Map.copyOf(links)));
    safetyInformation = Map.copyOf(copied);
    stopWording = Map.copyOf(stopWording);
    prescribingWording = Map.copyOf(prescribingWording);
  }

  /** Whether something may be seen. */
  public enum Seeing {
    /** Whatever the HCP says. */
    NEVER,
    /** If the HCP agreed to it. */
    WITH_CONSENT,
    /** Without asking. */
    ALWAYS
  }

  /**
   * What one country demands.
   *
   * @param opens whether the picture that tells of an open may be put into a message
   * @param clicks whether links may lead through the tracking address
   * @param safetyLink whether a promotional text message must link to the safety information
   * @param safetyInEmail whether a promotional e-mail must carry the safety information and lead to
   *     the prescribing information
   * @param basis where that is written
   */
  public record Demand(
      @NotNull Seeing opens,
      @NotNull Seeing clicks,
      boolean safetyLink,
      @DefaultValue("true") boolean safetyInEmail,
      String basis) {}

  /** What the country demands. */
  public Demand of(String country) {
    return countries.getOrDefault(country, countries.getOrDefault(OTHER, STRICTEST));
  }

  /** Address of the safety information of the brand in the country; empty if none is known. */
  public Optional<String> safetyInformation(String brandId, String country) {
    Map<String, String> links = safetyInformation.getOrDefault(brandId, Map.of());
    return Optional.ofNullable(links.getOrDefault(country, links.get(OTHER)));
  }

  /** What a link to the prescribing information is called; the brand's name follows. */
  public String prescribingWording(String language) {
    return prescribingWording.getOrDefault(
        Locale.forLanguageTag(language).getLanguage(),
        prescribingWording.getOrDefault("en", "Prescribing information for"));
  }

  /** How a reader is told to end text messages. */
  public String stopWording(String language) {
    return stopWording.getOrDefault(
        Locale.forLanguageTag(language).getLanguage(),
        stopWording.getOrDefault("en", "Reply STOP to end."));
  }
}
