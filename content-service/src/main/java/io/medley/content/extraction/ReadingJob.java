package io.medley.content.extraction;

import io.medley.content.extraction.FileRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a reading process is told: one JSON line.
 *
 * @param file path of the bytes
 * @param name the sender's name for them
 * @param output an empty folder for {@code result.json} (an {@link Answer}) and page images
 * @param seconds after which the process ends itself, should nobody else
 */
public record ReadingJob(
    String file, String name, String output, long seconds, ReadingLimits limits) {

  /** Exactly one of the two is present. */
  public record Answer(@Nullable ExtractedFile file, @Nullable Refused refused) {}

  /** Why there is no file. */
  public record Refused(Reason reason, String message) {}
}
