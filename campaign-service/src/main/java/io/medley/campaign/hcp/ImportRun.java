package io.medley.campaign.hcp;

import io.medley.platform.security.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of HCPs and how far its import is.
 *
 * @param bytes size of the file as far as it was received
 * @param readBytes how much of it was read
 * @param rows data rows read, whatever became of them
 * @param created HCPs that are new
 * @param updated HCPs with at least one changed value
 * @param unchanged HCPs that were the same already
 * @param consents consent entries written
 * @param rejected rows that were not imported
 * @param remarks what was not imported as it stood
 * @param interruptions how often the run broke off and went on where it stood
 * @param endedWhy why it was refused or given up; null otherwise
 * @param by who imports
 * @param progressAt when something of it was last stored
 */
public record ImportRun(
    UUID id,
    String fileName,
    Format format,
    State state,
    long bytes,
    long readBytes,
    long rows,
    long created,
    long updated,
    long unchanged,
    long consents,
    long rejected,
    long remarks,
    int interruptions,
    @Nullable String endedWhy,
    Actor by,
    Instant receivedAt,
    @Nullable Instant startedAt,
    Instant progressAt,
    @Nullable Instant endedAt) {

  /** How the file is to be read; see {@link HcpImport}. */
  public enum Format {
    /** RFC 4180 with a header. */
    CSV,
    /** One array of objects (RFC 8259). */
    JSON,
    /** One JSON object a line. */
    JSON_LINES;

    /** By the ending of the file's name; CSV if it says nothing else. */
    public static Format of(String fileName) {
      String name = fileName.toLowerCase(Locale.ROOT);
      if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
        return JSON_LINES;
      }
      return name.endsWith(".json") ? JSON : CSV;
    }
  }

  /** Where a file stands. */
  public enum State {
    /** It is being sent to us. */
    RECEIVING,
    /** It is here and nobody reads it yet. */
    WAITING,
    /** It is being read; if that broke off, it goes on by itself. */
    RUNNING,
    /** Every row was read. */
    DONE,
    /** It is no table of HCPs from some row on; what stood before is imported. */
    REFUSED,
    /** It broke off again and again at the same row; what stood before is imported. */
    FAILED
  }

  /** Whether nothing more happens to it. */
  public boolean ended() {
    return endedAt != null;
  }

  /** Rows per second since it began; 0 before. */
  public long rowsPerSecond() {
    Instant began = startedAt;
    if (began == null) {
      return 0;
    }
    long millis = Duration.between(began, progressAt).toMillis();
    return millis <= 0 ? 0 : rows * 1_000 / millis;
  }

  /** How long the rest takes at the pace so far; empty while that cannot be told. */
  public Optional<Duration> left() {
    Instant began = startedAt;
    if (state != State.RUNNING || began == null || readBytes <= 0) {
      return Optional.empty();
    }
    Duration taken = Duration.between(began, progressAt);
    return Optional.of(
        Duration.ofMillis(
            (long) (taken.toMillis() * ((double) Math.max(0, bytes - readBytes) / readBytes))));
  }
}
