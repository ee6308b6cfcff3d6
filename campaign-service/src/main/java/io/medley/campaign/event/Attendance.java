package io.medley.campaign.event;

import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.security.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The list of who registered for and attended an event, as a webinar platform exports it: one row
 * per HCP. Every row is taken by itself; a list that is sent again adds what is new in it only.
 */
@Service
public class Attendance {

  private static final int MOST_ROWS = 50_000;
  private static final int NOTES = 1_000;
  private static final Set<String> YES = Set.of("yes", "y", "true", "1", "x");
  private static final Set<String> NO = Set.of("no", "n", "false", "0", "");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setIgnoreHeaderCase(true)
          .setTrim(true)
          .get();

  private final EventReceiving events;
  private final Hcps hcps;

  Attendance(EventReceiving events, Hcps hcps) {
    this.events = events;
    this.hcps = hcps;
  }

  /**
   * What the list is of.
   *
   * @param key business key of the event, e.g. {@code zelvaro-webinar-2026-10}
   * @param campaignId only journeys of this campaign hear of it; null = of all
   */
  public record Of(
      String key, @Nullable String topic, @Nullable String brandId, @Nullable UUID campaignId) {}

  /**
   * What became of a list.
   *
   * @param rows data rows read
   * @param taken events that are new
   * @param repeated events that were told before
   * @param told journeys that waited for them
   * @param kept journeys that hear of them when they wait for them
   * @param started journeys they began
   * @param rejected rows that were not taken, with the reason; at most the first 1,000
   * @param rejectedRows how many rows were not taken
   */
  public record Report(
      int rows,
      int taken,
      int repeated,
      int told,
      int kept,
      int started,
      List<RowNote> rejected,
      int rejectedRows) {

    /** Copies the list. */
    public Report {
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * A row that was not taken.
   *
   * @param row its line in the file; the first row after the header is 2
   */
  public record RowNote(long row, String reason) {}

  /**
   * Takes a list in CSV, UTF-8: {@code external_id}, and at least one of {@code registered}, {@code
   * attended} (yes or no) and {@code question}; {@code at} if known.
   *
   * @throws EventRefusal.FileUnreadable if it is no such file
   */
  public Report take(InputStream csv, Of of, Actor by) throws IOException {
    if (of.key().isBlank()) {
      throw new EventRefusal.EventUnusable("Say which event the list is of, e.g. webinar-2026-10.");
    }
    Tally tally = new Tally();
    try (CSVParser parser =
        CSVParser.parse(
            new InputStreamReader(
                csv,
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)),
            FORMAT)) {
      Set<String> columns = parser.getHeaderMap().keySet();
      if (columns.stream().noneMatch("external_id"::equalsIgnoreCase)
          || columns.stream()
              .map(column -> column.toLowerCase(Locale.ROOT))
              .noneMatch(Set.of("registered", "attended", "question")::contains)) {
        throw new EventRefusal.FileUnreadable(
            "The first line names the columns: external_id, and at least one of registered,"
                + " attended and question.");
      }
      for (CSVRecord row : parser) {
        if (tally.rows == MOST_ROWS) {
          throw new EventRefusal.FileUnreadable(
              "The list is longer than %d rows; the rows before are taken. Send the rest as another"
                      .formatted(MOST_ROWS)
                  + " file.");
        }
        take(row, of, by, tally);
      }
    } catch (CSVException | IllegalArgumentException broken) {
      throw new EventRefusal.FileUnreadable("This is no CSV: " + broken.getMessage());
    } catch (UncheckedIOException broken) {
      throw new EventRefusal.FileUnreadable("This is no CSV in UTF-8: " + broken.getMessage());
    } catch (CharacterCodingException other) {
      throw new EventRefusal.FileUnreadable("The file is not in UTF-8; save it so and try again.");
    }
    return tally.report();
  }

  private void take(CSVRecord row, Of of, Actor by, Tally tally) {
    tally.rows++;
    long line = row.getRecordNumber() + 1;
    try {
      HcpProfile hcp =
          hcps.findByExternalId(text(row, "external_id"))
              .filter(known -> !known.erased())
              .orElseThrow(() -> new EventRefusal.EventUnusable("No HCP has this external_id."));
      Map<String, String> wordsByType = new LinkedHashMap<>();
      if (yes(row, "registered")) {
        wordsByType.put("REGISTERED", "");
      }
      if (yes(row, "attended")) {
        wordsByType.put("ATTENDED", "");
      }
      String question = text(row, "question");
      if (!question.isEmpty()) {
        wordsByType.put("QUESTION", question);
      }
      Instant at = at(row);
      wordsByType.forEach(
          (type, words) ->
              tally.add(
                  events.receive(
                      new EventDraft(
                          "attendance/" + of.key(),
                          type + "/" + hcp.externalId(),
                          hcp.id(),
                          type,
                          at,
                          of.key(),
                          of.topic(),
                          of.brandId(),
                          of.campaignId(),
                          words),
                      by)));
    } catch (EventRefusal refused) {
      tally.reject(line, refused.getMessage() + "");
    } catch (HcpUnknown unknown) {
      tally.reject(line, "No HCP of yours has this external_id.");
    }
  }

  private static boolean yes(CSVRecord row, String column) {
    String value = text(row, column).toLowerCase(Locale.ROOT);
    if (!YES.contains(value) && !NO.contains(value)) {
      throw new EventRefusal.EventUnusable(
          "\"%s\" in the column %s is neither yes nor no.".formatted(value, column));
    }
    return YES.contains(value);
  }

  private static @Nullable Instant at(CSVRecord row) {
    String value = text(row, "at");
    try {
      return value.isEmpty() ? null : Instant.parse(value);
    } catch (DateTimeException wrong) {
      throw new EventRefusal.EventUnusable(
          "\"%s\" is no instant: write it as 2026-10-01T17:00:00Z.".formatted(value));
    }
  }

  private static String text(CSVRecord row, String column) {
    return row.isSet(column) ? row.get(column) : "";
  }

  private static final class Tally {
    private int rows;
    private int taken;
    private int repeated;
    private int told;
    private int kept;
    private int started;
    private int rejectedRows;
    private final List<RowNote> rejected = new ArrayList<>();

    void add(EventReceiving.Received received) {
      if (received.repeated()) {
        repeated++;
      } else {
        taken++;
      }
      told += received.told();
      kept += received.kept();
      started += received.started();
    }

    void reject(long line, String reason) {
      rejectedRows++;
      if (rejected.size() < NOTES) {
        rejected.add(new RowNote(line, reason));
      }
    }

    Report report() {
      return new Report(rows, taken, repeated, told, kept, started, rejected, rejectedRows);
    }
  }
}
