package io.medley.campaign.hcp.file;

import io.medley.campaign.consent.ConsentEntry;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpImport;
import io.medley.campaign.hcp.HcpRegister;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.ImportRefused;
import io.medley.campaign.hcp.ImportReport;
import io.medley.campaign.hcp.ImportReport.RowNote;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports HCPs row by row, a few hundred to a transaction; holds no more than that. */
@Service
class FileHcpImport implements HcpImport {

  private static final int ROWS_PER_TRANSACTION = 200;
  private static final int NOTES = 1_000;
  private static final int LONGEST_LINE = 100_000;
  private static final List<String> REQUIRED =
      List.of("external_id", "first_name", "last_name", "email", "country", "language");
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .get();

  private final HcpRegister register;
  private final Hcps hcps;
  private final Consents consents;
  private final AuditTrail audit;
  private final TransactionOperations transactions;
  private final JsonMapper json;
  private final Clock clock;

  FileHcpImport(
      HcpRegister register,
      Hcps hcps,
      Consents consents,
      AuditTrail audit,
      TransactionOperations transactions,
      JsonMapper json,
      Clock clock) {
    this.register = register;
    this.hcps = hcps;
    this.consents = consents;
    this.audit = audit;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public ImportReport importCsv(InputStream csv, Actor actor) throws IOException {
    Run run = new Run(actor);
    try (CSVParser parser = CSVParser.builder().setReader(text(csv)).setFormat(FORMAT).get()) {
      for (String column : REQUIRED) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new ImportRefused("The header has no column %s.".formatted(column));
        }
      }
      for (Iterator<CSVRecord> rows = parser.iterator(); rows.hasNext(); ) {
        CSVRecord record = rows.next();
        long line = parser.getCurrentLineNumber();
        if (record.isConsistent()) {
          run.take(new CsvFields(record), line);
        } else {
          run.refuse(line, "The row has another number of columns than the header.");
        }
      }
      run.flush();
    } catch (CharacterCodingException wrongEncoding) {
      throw notUtf8(run);
    } catch (CSVException | IllegalArgumentException | UncheckedIOException broken) {
      if (broken.getCause() instanceof CharacterCodingException) {
        throw notUtf8(run);
      }
      throw new ImportRefused(
          "The file is not readable as CSV after %d rows.".formatted(run.tally.rows));
    }
    return run.end();
  }

  @Override
  public ImportReport importJsonLines(InputStream lines, Actor actor) throws IOException {
    Run run = new Run(actor);
    BoundedLines reader = new BoundedLines(text(lines), LONGEST_LINE);
    try {
      for (String line = reader.next(); line != null; line = reader.next()) {
        if (!line.isBlank()) {
          take(line, reader.number(), run);
        }
      }
      run.flush();
    } catch (CharacterCodingException wrongEncoding) {
      throw notUtf8(run);
    } catch (BoundedLines.TooLong tooLong) {
      throw new ImportRefused(
          "Line %d is longer than %d characters; %d rows before were read."
              .formatted(reader.number(), LONGEST_LINE, run.tally.rows));
    }
    return run.end();
  }

  private void take(String line, long number, Run run) {
    JsonNode row;
    try {
      row = json.readTree(line);
    } catch (JacksonException notJson) {
      run.refuse(number, "The line is not JSON.");
      return;
    }
    if (row.isObject()) {
      run.take(new JsonFields(row), number);
    } else {
      run.refuse(number, "The line is not a JSON object.");
    }
  }

  private static ImportRefused notUtf8(Run run) {
    return new ImportRefused(
        "The file is not UTF-8; %d rows before were read.".formatted(run.tally.rows));
  }

  private static Reader text(InputStream bytes) throws IOException {
    return new InputStreamReader(
        withoutByteOrderMark(bytes),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** One import under way. */
  private final class Run {
    private final String importId = UUID.randomUUID().toString();
    private final Actor actor;
    private final Tally tally = new Tally();
    private final List<HcpRow> batch = new ArrayList<>(ROWS_PER_TRANSACTION);
    private final Set<String> batchIds = new HashSet<>();

    Run(Actor actor) {
      this.actor = actor;
    }

    void refuse(long line, String reason) {
      tally.rows++;
      tally.reject(line, reason);
    }

    void take(HcpRow.Fields fields, long line) {
      HcpRow row;
      try {
        row = HcpRow.from(fields, line);
      } catch (HcpRow.Rejected rejected) {
        refuse(line, rejected.reason());
        return;
      }
      tally.rows++;
      if (!batchIds.add(row.draft().externalId())) {
        // Within a batch rows are sorted; the same id twice must keep the file's order.
        flush();
        batchIds.add(row.draft().externalId());
      }
      batch.add(row);
      if (batch.size() >= ROWS_PER_TRANSACTION) {
        flush();
      }
    }

    /** Stores the batch in one transaction; row locks are taken in one order for every import. */
    void flush() {
      batch.sort(Comparator.comparing(row -> row.draft().externalId()));
      Tally stored =
          transactions.execute(
              status -> {
                Tally own = new Tally();
                for (HcpRow row : batch) {
                  store(row, importId, actor, own);
                }
                return own;
              });
      if (stored != null) {
        tally.add(stored);
      }
      batch.clear();
      batchIds.clear();
    }

    ImportReport end() {
      ImportReport report = tally.report();
      transactions.executeWithoutResult(
          status ->
              audit.append(
                  new AuditEvent(
                      "hcp-import",
                      importId,
                      "imported",
                      actor,
                      Map.of(
                          "rows", report.rows(),
                          "created", report.created(),
                          "updated", report.updated(),
                          "unchanged", report.unchanged(),
                          "consents", report.consents(),
                          "rejected", report.rejectedRows()))));
      return report;
    }
  }

  private void store(HcpRow row, String importId, Actor actor, Tally tally) {
    HcpRegister.Upserted upserted = register.upsert(row.draft(), actor);
    String action =
        switch (upserted.change()) {
          case CREATED -> {
            tally.created++;
            yield "created";
          }
          case UPDATED -> {
            tally.updated++;
            yield "updated";
          }
          case UNCHANGED -> {
            tally.unchanged++;
            yield "";
          }
          case ERASED -> {
            tally.reject(row.line(), "This person was erased and is not imported again.");
            yield "erased";
          }
        };
    if (action.equals("erased")) {
      return;
    }
    if (!action.isEmpty()) {
      String pseudonym = hcps.profile(upserted.id()).orElseThrow().pseudonym();
      audit.append(
          new AuditEvent(
              "hcp", pseudonym, action, actor, Map.of("import", importId, "row", row.line())));
    }
    for (Map.Entry<String, ConsentStatus> consent : row.consents().entrySet()) {
      store(consent, row, upserted, importId, actor, tally);
    }
  }

  private void store(
      Map.Entry<String, ConsentStatus> consent,
      HcpRow row,
      HcpRegister.Upserted upserted,
      String importId,
      Actor actor,
      Tally tally) {
    Instant now = clock.instant();
    String[] subject = consent.getKey().split(":", 2);
    String channel = subject[0];
    String purpose = subject.length > 1 ? subject[1] : Consents.PROMOTION;
    Optional<ConsentEntry> latest = consents.asOf(upserted.id(), channel, purpose, now);
    if (latest.isPresent() && latest.get().status() == consent.getValue()) {
      return;
    }
    if (latest.isPresent()
        && latest.get().status() == ConsentStatus.EXPIRED
        && consent.getValue() == ConsentStatus.GRANTED) {
      tally.remark(
          row.line(),
          "Consent for %s has expired: only the HCP can renew it.".formatted(consent.getKey()));
      return;
    }
    if (latest.isPresent()
        && latest.get().source() == ConsentSource.HCP
        && latest.get().status() == ConsentStatus.WITHDRAWN
        && consent.getValue() == ConsentStatus.GRANTED) {
      tally.remark(
          row.line(),
          "Consent for %s stays withdrawn: the HCP withdrew it in person."
              .formatted(consent.getKey()));
      return;
    }
    consents.record(
        upserted.id(),
        channel,
        purpose,
        consent.getValue(),
        now,
        ConsentSource.IMPORT,
        "import " + importId + " row " + row.line(),
        actor);
    tally.consents++;
  }

  private static InputStream withoutByteOrderMark(InputStream csv) throws IOException {
    java.io.PushbackInputStream in = new java.io.PushbackInputStream(csv, 3);
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

  private static final class Tally {
    private long rows;
    private long created;
    private long updated;
    private long unchanged;
    private long consents;
    private long rejectedRows;
    private final List<RowNote> rejected = new ArrayList<>();
    private final List<RowNote> remarks = new ArrayList<>();

    void reject(long row, String reason) {
      rejectedRows++;
      if (rejected.size() < NOTES) {
        rejected.add(new RowNote(row, reason));
      }
    }

    void remark(long row, String reason) {
      if (remarks.size() < NOTES) {
        remarks.add(new RowNote(row, reason));
      }
    }

    void add(Tally other) {
      created += other.created;
      updated += other.updated;
      unchanged += other.unchanged;
      consents += other.consents;
      rejectedRows += other.rejectedRows;
      other.rejected.stream().limit(NOTES - rejected.size()).forEach(rejected::add);
      other.remarks.stream().limit(NOTES - remarks.size()).forEach(remarks::add);
    }

    ImportReport report() {
      rejected.sort(Comparator.comparingLong(RowNote::row));
      remarks.sort(Comparator.comparingLong(RowNote::row));
      return new ImportReport(
          rows, created, updated, unchanged, consents, rejected, rejectedRows, remarks);
    }
  }
}
