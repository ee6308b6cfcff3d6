package io.medley.campaign.hcp.file;

import io.medley.campaign.hcp.ImportRefused;
import io.medley.campaign.hcp.ImportRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of HCPs row by row; never holds more than one row and what is read ahead. */
final class HcpFile {

  private static final int LONGEST_LINE = 100_000;
  private static final long LONGEST_OBJECT = 1_000_000;
  private static final List<String> REQUIRED =
      List.of("external_id", "first_name", "last_name", "email", "country", "language");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .get();

  /** Gets the rows in the order of the file. */
  interface Rows {

    void take(HcpRow row);

    void refuse(long row, String reason);
  }

  private final JsonMapper json;
  private final Rows rows;
  private long seen;

  HcpFile(JsonMapper json, Rows rows) {
    this.json = json;
    this.rows = rows;
  }

  /**
   * Reads it all.
   *
   * @param skip data rows at its beginning that are passed over
   * @throws ImportRefused if it cannot be read on; the rows before were handed on
   */
  void read(ImportRun.Format format, InputStream file, long skip) throws IOException {
    try {
      switch (format) {
        case CSV -> csv(file, skip);
        case JSON -> array(file, skip);
        case JSON_LINES -> lines(file, skip);
      }
    } catch (CharacterCodingException wrongEncoding) {
      throw notUtf8();
    } catch (UncheckedIOException broken) {
      if (broken.getCause() instanceof CharacterCodingException) {
        throw notUtf8();
      }
      throw broken;
    }
  }

  private void csv(InputStream file, long skip) throws IOException {
    try (CSVParser parser = CSVParser.builder().setReader(text(file)).setFormat(FORMAT).get()) {
      for (String column : REQUIRED) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new ImportRefused("The header has no column %s.".formatted(column));
        }
      }
      for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); ) {
        CSVRecord record = records.next();
        long line = parser.getCurrentLineNumber();
        if (++seen <= skip) {
          continue;
        }
        if (record.isConsistent()) {
          take(new CsvFields(record), line);
        } else {
          rows.refuse(line, "The row has another number of columns than the header.");
        }
      }
    } catch (CSVException | IllegalArgumentException broken) {
      throw notCsv();
    } catch (UncheckedIOException broken) {
      if (broken.getCause() instanceof CSVException) {
        throw notCsv();
      }
      throw broken;
    }
  }

  private ImportRefused notCsv() {
    return new ImportRefused("The file is not readable as CSV after %d rows.".formatted(seen));
  }

  private void lines(InputStream file, long skip) throws IOException {
    BoundedLines reader = new BoundedLines(text(file), LONGEST_LINE);
    try {
      for (String line = reader.next(); line != null; line = reader.next()) {
        if (line.isBlank() || ++seen <= skip) {
          continue;
        }
        line(line, reader.number());
      }
    } catch (BoundedLines.TooLong tooLong) {
      throw new ImportRefused(
          "Line %d is longer than %d characters; %d rows before were read."
              .formatted(reader.number(), LONGEST_LINE, seen));
    }
  }

  private void line(String line, long number) {
    JsonNode row;
    try {
      row = json.readTree(line);
    } catch (JacksonException notJson) {
      rows.refuse(number, "The line is not JSON.");
      return;
    }
    if (row.isObject()) {
      take(new JsonFields(row), number);
    } else {
      rows.refuse(number, "The line is not a JSON object.");
    }
  }

  private void array(InputStream file, long skip) throws IOException {
    BoundedObjects bounded = new BoundedObjects(text(file), LONGEST_OBJECT);
    try (JsonParser parser = json.createParser(bounded)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new ImportRefused("The file is not a JSON array of objects.");
      }
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token == null) {
          throw new ImportRefused(
              "The JSON array is not closed; %d rows before were read.".formatted(seen));
        }
        JsonNode row = parser.readValueAsTree();
        bounded.next();
        if (++seen <= skip) {
          continue;
        }
        if (row.isObject()) {
          take(new JsonFields(row), seen);
        } else {
          rows.refuse(seen, "The element is not a JSON object.");
        }
      }
    } catch (JacksonException broken) {
      if (broken.getCause() instanceof CharacterCodingException) {
        throw notUtf8();
      }
      throw new ImportRefused(
          broken.getCause() instanceof BoundedObjects.TooLong
              ? "Row %d is longer than %d characters; the rows before were read."
                  .formatted(seen + 1, LONGEST_OBJECT)
              : "The file is not readable as JSON after %d rows.".formatted(seen));
    }
  }

  private void take(HcpRow.Fields fields, long number) {
    HcpRow row;
    try {
      row = HcpRow.from(fields, number);
    } catch (HcpRow.Rejected rejected) {
      rows.refuse(number, rejected.reason());
      return;
    }
    rows.take(row);
  }

  private ImportRefused notUtf8() {
    return new ImportRefused("The file is not UTF-8; %d rows before were read.".formatted(seen));
  }

  private static Reader text(InputStream bytes) throws IOException {
    return new InputStreamReader(
        withoutByteOrderMark(bytes),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static InputStream withoutByteOrderMark(InputStream file) throws IOException {
    PushbackInputStream in = new PushbackInputStream(file, 3);
    byte[] start = in.readNBytes(3);
    boolean mark =
        start.length == 3
            && start[0] == (byte) 0xEF
            && start[1] == (byte) 0xBB
            && start[2] == (byte) 0xBF;
    if (!mark) {
      in.unread(start);
    }
    return in;
  }
}
