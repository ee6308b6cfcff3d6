package io.medley.campaign.hcp.csv;

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

/** Imports HCPs row by row, a few hundred to a transaction. */
@Service
class CsvHcpImport implements HcpImport {

  private static final int ROWS_PER_TRANSACTION = 200;
  private static final int NOTES = 1_000;
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
  private final Clock clock;

  CsvHcpImport(
      HcpRegister register,
      Hcps hcps,
      Consents consents,
      AuditTrail audit,
      TransactionOperations transactions,
      Clock clock) {
    this.register = register;
    this.hcps = hcps;
    this.consents = consents;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public ImportReport importCsv(InputStream csv, Actor actor) throws IOException {
    Tally tally = new Tally();
    String importId = UUID.randomUUID().toString();
    Reader reader =
        new InputStreamReader(
            withoutByteOrderMark(csv),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    try (CSVParser parser = CSVParser.builder().setReader(reader).setFormat(FORMAT).get()) {
      for (String column : REQUIRED) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new ImportRefused("The header has no column %s.".formatted(column));
        }
      }
      List<HcpRow> batch = new ArrayList<>(ROWS_PER_TRANSACTION);
      Set<String> batchIds = new HashSet<>();
      for (Iterator<CSVRecord> rows = parser.iterator(); rows.hasNext(); ) {
        CSVRecord record = rows.next();
        tally.rows++;
        long line = parser.getCurrentLineNumber();
        if (!record.isConsistent()) {
          tally.reject(line, "The row has another number of columns than the header.");
          continue;
        }
        try {
          HcpRow row = HcpRow.from(record, line);
          if (!batchIds.add(row.draft().externalId())) {
            // Within a batch rows are sorted; the same id twice must keep the file's order.
            store(batch, importId, actor, tally);
            batchIds.add(row.draft().externalId());
          }
          batch.add(row);
        } catch (HcpRow.Rejected rejected) {
          tally.reject(line, rejected.reason());
        }
        if (batch.size() >= ROWS_PER_TRANSACTION) {
          store(batch, importId, actor, tally);
          batchIds.clear();
        }
      }
      store(batch, importId, actor, tally);
    } catch (CharacterCodingException wrongEncoding) {
      throw new ImportRefused(
          "The file is not UTF-8; %d rows before were read.".formatted(tally.rows));
    } catch (CSVException | IllegalArgumentException | UncheckedIOException broken) {
      throw new ImportRefused(
          "The file is not readable as CSV after %d rows.".formatted(tally.rows));
    }
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

  /** Stores a batch in one transaction; row locks are taken in one order for every import. */
  private void store(List<HcpRow> batch, String importId, Actor actor, Tally tally) {
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
  }

  private void store(HcpRow row, String importId, Actor actor, Tally tally) {
    HcpRegister.Upserted upserted = register.upsert(row.draft());
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
            tally.reject(row.line(), "This HCP was erased and is not imported again.");
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
    Optional<ConsentEntry> latest =
        consents.asOf(upserted.id(), consent.getKey(), Consents.PROMOTION, now);
    if (latest.isPresent() && latest.get().status() == consent.getValue()) {
      return;
    }
    if (latest.isPresent()
        && latest.get().source() == ConsentSource.HCP
        && consent.getValue() == ConsentStatus.GRANTED) {
      tally.remark(
          row.line(),
          "Consent for %s stays withdrawn: the HCP withdrew it in person."
              .formatted(consent.getKey()));
      return;
    }
    consents.record(
        upserted.id(),
        consent.getKey(),
        Consents.PROMOTION,
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
