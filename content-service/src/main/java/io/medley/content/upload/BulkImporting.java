package io.medley.content.upload;

import io.medley.content.asset.FileNames;
import io.medley.content.asset.Tags;
import io.medley.content.upload.BulkImport.Planned;
import io.medley.content.upload.BulkImport.Row;
import io.medley.content.upload.BulkImport.RowState;
import io.medley.content.upload.UploadRefusal.ImportUnknown;
import io.medley.content.upload.UploadRefusal.TableRefused;
import io.medley.content.upload.UploadRefusal.UploadImpossible;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.signing.Sha256;
import io.medley.platform.time.RealTime;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings in many pieces: a table names files and tags, the files follow one by one or in a zip, and
 * every row ends with its own result. Sending table or files again repeats nothing.
 */
@Service
public class BulkImporting {

  private static final int ROWS = 5_000;
  private static final String FILE = "file";

  private final Imports imports;
  private final Uploads uploads;
  private final Receiving receiving;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final TransactionOperations transactions;
  private final RealTime time;

  BulkImporting(
      Imports imports,
      Uploads uploads,
      Receiving receiving,
      Authorities authorities,
      AuditTrail audit,
      TransactionOperations transactions,
      RealTime time) {
    this.imports = imports;
    this.uploads = uploads;
    this.receiving = receiving;
    this.authorities = authorities;
    this.audit = audit;
    this.transactions = transactions;
    this.time = time;
  }

  /** The columns a table may have. */
  public static List<String> columns() {
    List<String> columns = new ArrayList<>(List.of(FILE));
    for (RecordComponent component : Tags.class.getRecordComponents()) {
      if (!component.getType().isRecord()) {
        columns.add(component.getName());
      }
    }
    return columns;
  }

  /**
   * Begins an import; the same table again gives the import that it began.
   *
   * @throws TableRefused if no row of the table could be understood
   */
  public BulkImport begin(String name, String csv, Actor by) {
    authorities.requireAnywhere(by, Authority.UPLOAD);
    List<Planned> rows = rows(csv);
    String hash = Sha256.hex(csv.getBytes(StandardCharsets.UTF_8));
    BulkImport bulk =
        new BulkImport(
            ImportId.random(),
            Objects.requireNonNullElse(by.agency(), ""),
            by.id(),
            by.printedName(),
            FileNames.shown(name),
            hash,
            time.now());
    transactions.executeWithoutResult(
        status -> {
          if (imports.add(bulk, rows)) {
            audit.append(
                new AuditEvent(
                    "bulk-import",
                    bulk.id().toString(),
                    "begun",
                    by,
                    Map.of("name", bulk.name(), "rows", rows.size(), "csvHash", hash)));
          }
        });
    return imports.find(by.id(), hash).orElseThrow();
  }

  private static List<Planned> rows(String csv) {
    List<List<String>> table = CsvTable.read(csv);
    if (table.size() < 2) {
      throw new TableRefused(
          "The table has no rows; the first line names the columns: %s."
              .formatted(String.join(", ", columns())));
    }
    if (table.size() - 1 > ROWS) {
      throw new TableRefused(
          "The table has %,d rows; up to %,d are brought in at once. Split it."
              .formatted(table.size() - 1, ROWS));
    }
    List<String> heading = table.getFirst();
    Set<String> unknown = new TreeSet<>(heading);
    columns().forEach(unknown::remove);
    if (!unknown.isEmpty()
        || !heading.contains(FILE)
        || new HashSet<>(heading).size() < heading.size()) {
      throw new TableRefused(
          "The heading must have the column “file”, each column once, and no others than: %s.%s"
              .formatted(
                  String.join(", ", columns()),
                  unknown.isEmpty() ? "" : " Unknown: " + String.join(", ", unknown) + "."));
    }
    List<Planned> rows = new ArrayList<>();
    Set<String> files = new HashSet<>();
    for (int i = 1; i < table.size(); i++) {
      rows.add(row(i, heading, table.get(i), files));
    }
    return rows;
  }

  private static Planned row(
      int number, List<String> heading, List<String> cells, Set<String> files) {
    Map<String, Object> tags = new LinkedHashMap<>();
    String file = "";
    String problem = "";
    if (cells.size() > heading.size()) {
      problem = "The row has more cells than the heading; quote texts that contain separators.";
    }
    for (int i = 0; i < Math.min(heading.size(), cells.size()); i++) {
      String column = heading.get(i);
      String value = cells.get(i);
      if (column.equals(FILE)) {
        file = value.replace('\\', '/').replaceFirst("^\\./", "");
      } else if (!value.isEmpty()) {
        tags.put(column, isList(column) ? List.of(value.split("\\s*[|;]\\s*", -1)) : value);
        if (column.startsWith("valid") && !value.matches("\\d{4}-\\d{2}-\\d{2}")) {
          problem = "“%s” is no date for %s; write 2027-06-30.".formatted(value, column);
        }
      }
    }
    if (file.isEmpty()) {
      problem = "The row names no file.";
    } else if (!files.add(file)) {
      problem = "“%s” is named by an earlier row; each file has one row.".formatted(file);
    }
    return new Planned(number, file, tags, problem);
  }

  private static boolean isList(String column) {
    for (RecordComponent component : Tags.class.getRecordComponents()) {
      if (component.getName().equals(column)) {
        return List.class.equals(component.getType());
      }
    }
    return false;
  }

  /**
   * An import of this person's.
   *
   * @throws ImportUnknown if it is not
   */
  public BulkImport find(ImportId id, Actor by) {
    return imports
        .find(id)
        .filter(bulk -> bulk.owner().equals(by.id()))
        .orElseThrow(() -> new ImportUnknown(id));
  }

  /** Imports of this person, newest first. */
  public List<BulkImport> of(Actor by) {
    return imports.of(by.id());
  }

  /** The report, row by row. */
  public List<Row> report(ImportId id, Actor by) {
    return imports.rows(find(id, by).id());
  }

  /**
   * Begins the upload of one row's file.
   *
   * @param path as the folder has it; its end names the row
   * @throws UploadImpossible if no row waits for it
   */
  public Upload begin(ImportId id, String path, long size, Actor by) {
    find(id, by);
    Row row = match(imports.rows(id), path);
    Upload upload = receiving.begin(path, size, null, id, false, by);
    if (!imports.link(id, row.number(), upload.id())) {
      uploads.end(upload.id(), time.now());
      throw new UploadImpossible("“%s” is here already.".formatted(path));
    }
    return upload;
  }

  /** Begins the upload of a zip of files; each goes to the row that names it. */
  public Upload beginArchive(ImportId id, String fileName, long size, Actor by) {
    find(id, by);
    return receiving.begin(fileName, size, null, id, true, by);
  }

  /**
   * The row that waits for this file.
   *
   * @throws UploadImpossible if there is none
   */
  static Row match(List<Row> rows, String path) {
    String plain = path.replace('\\', '/');
    List<Row> named =
        rows.stream()
            .filter(row -> row.state() != RowState.INVALID)
            .filter(row -> plain.equals(row.file()) || plain.endsWith("/" + row.file()))
            .toList();
    if (named.isEmpty()) {
      throw new UploadImpossible("No row of the table names “%s”.".formatted(path));
    }
    // Of a/b.pdf and b.pdf the longer name is meant.
    Row row =
        named.stream()
            .max(java.util.Comparator.comparingInt(it -> it.file().length()))
            .orElseThrow();
    if (row.state() != RowState.WAITING && row.state() != RowState.REFUSED) {
      throw new UploadImpossible("“%s” is here already.".formatted(path));
    }
    return row;
  }
}
