package io.medley.campaign.consent;

import java.util.Locale;
import java.util.Map;

/**
 * The words an HCP agrees to.
 *
 * @param version names exactly these words
 * @param words by language, English always among them
 */
public record ConsentText(
    String version, String channel, String purpose, Map<String, String> words) {

  /** Copies the map. */
  public ConsentText {
    words = Map.copyOf(words);
  }

  /** One word for the pair of channel and purpose, as forms send it. */
  public String key() {
    return channel + ":" + purpose;
  }

  /** The words in the language, in English where there are none. */
  public String in(String language) {
    String own = words.get(Locale.forLanguageTag(language).getLanguage());
    return own == null ? words.getOrDefault("en", version) : own;
  }
}
