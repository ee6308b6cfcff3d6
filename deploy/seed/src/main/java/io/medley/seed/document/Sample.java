package io.medley.seed.document;

import java.nio.file.Path;
import java.util.List;

/**
 * One sample piece on disk, with the tags its agency would confirm.
 *
 * @param key short name within the demo, for instance {@code email-announce-gb}
 * @param file the written file
 * @param title what people call the piece
 * @param jobCode the code printed on it
 * @param materialType code of the material-type vocabulary
 * @param market ISO 3166 alpha-2
 * @param language BCP 47
 * @param channels codes of the channel vocabulary
 * @param slot content slot of the launch journey the piece is made for; empty for pieces outside it
 */
public record Sample(
    String key,
    Path file,
    String title,
    String jobCode,
    String materialType,
    String market,
    String language,
    List<String> channels,
    String slot) {

  public Sample {
    channels = List.copyOf(channels);
  }
}
