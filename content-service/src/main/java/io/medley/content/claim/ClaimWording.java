package io.medley.content.claim;

import java.util.List;

/**
 * One way to say a claim.
 *
 * @param language BCP 47
 * @param text the approved words
 * @param markets where these words may be used, ISO 3166 alpha-2; empty = wherever the claim may
 * @param audiences for whom; empty = for all audiences
 * @param channels through which channels; empty = through all
 */
public record ClaimWording(
    String language,
    String text,
    List<String> markets,
    List<String> audiences,
    List<String> channels) {

  public ClaimWording {
    markets = List.copyOf(markets);
    audiences = List.copyOf(audiences);
    channels = List.copyOf(channels);
  }
}
