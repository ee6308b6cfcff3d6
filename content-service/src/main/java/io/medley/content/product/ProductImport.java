package io.medley.content.product;

import io.medley.content.product.ProductMaster.ImportReport;
import io.medley.content.product.ProductMasterDocument.ApprovedGlyph;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Dose;
import io.medley.content.product.ProductMasterDocument.Indication;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.ProductMasterDocument.Registration;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tables into the product master: good rows go in, together or not at all; each bad row is named
 * with its line, column and remedy.
 */
@Service
public class ProductImport {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setIgnoreSurroundingSpaces(true)
          .setTrim(true)
          .get();
  private static final String STATEMENT = "statement_";

  private final ProductMaster master;
  private final Validator validator;
  private final Authorities authorities;
  private final TransactionOperations transactions;

  ProductImport(
      ProductMaster master,
      Validator validator,
      Authorities authorities,
      TransactionOperations transactions) {
    this.master = master;
    this.validator = validator;
    this.authorities = authorities;
    this.transactions = transactions;
  }

  /** The tables there are. */
  public enum Table {
    BRANDS,
    INDICATIONS,
    LABELS,
    REGISTRATIONS,
    GLYPHS;

    /** Columns without which nothing is taken. */
    public List<String> required() {
      return switch (this) {
        case BRANDS -> List.of("id", "name", "inn", "company");
        case INDICATIONS -> List.of("id", "brand_id", "name");
        case LABELS ->
            List.of(
                "brand_id",
                "market",
                "language",
                "version",
                "effective_from",
                "isi_id",
                "isi_version",
                "isi",
                "pi_id",
                "pi_version",
                "pi_url",
                "pi",
                "additional_monitoring",
                "ae_statement");
        case REGISTRATIONS -> List.of("brand_id", "indication_id", "market", "number", "from");
        case GLYPHS -> List.of("id", "sign", "sha256");
      };
    }
  }

  /**
   * What an import came to.
   *
   * @param rows rows of data in the file
   * @param rehearsed whether nothing was written
   */
  public record Report(
      Table table,
      int rows,
      int created,
      int changed,
      int unchanged,
      List<RowError> errors,
      boolean rehearsed) {
    public Report {
      errors = List.copyOf(errors);
    }
  }

  /**
   * One thing wrong with a row.
   *
   * @param line in the file, the header being line 1
   * @param column empty if it is about the whole row
   */
  public record RowError(long line, String column, String value, String message) {}

  /**
   * Imports a table.
   *
   * @param csv with a header line, comma-separated, RFC 4180
   * @param rehearse only say what would happen
   * @throws io.medley.platform.security.AuthorityMissing unless {@code by} may administer
   * @throws ImportUnreadable if it is no such table
   */
  public Report take(Table table, String csv, boolean rehearse, Actor by) {
    authorities.requireAnywhere(by, Authority.ADMINISTER);
    List<RowError> errors = new ArrayList<>();
    Rows rows = new Rows();
    int count = 0;
    String text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(FORMAT).get()) {
      for (String column : table.required()) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new ImportUnreadable(
              "The header has no column “%s”. A table of %s has %s."
                  .formatted(
                      column,
                      table.name().toLowerCase(Locale.ROOT),
                      String.join(", ", table.required())));
        }
      }
      Products known = master.current();
      Set<String> keys = new HashSet<>();
      for (CSVRecord record : parser) {
        count++;
        read(table, new Row(record, parser.getCurrentLineNumber(), errors), known, rows, keys);
      }
    } catch (CSVException | UncheckedIOException | IllegalArgumentException broken) {
      throw new ImportUnreadable(
          "The file is not readable as comma-separated values after %d rows.".formatted(count));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    ImportReport report =
        Objects.requireNonNull(
            transactions.execute(
                status -> {
                  if (rehearse) {
                    status.setRollbackOnly();
                  }
                  return master.put(rows.document(), by);
                }));
    return new Report(
        table, count, report.created(), report.changed(), report.unchanged(), errors, rehearse);
  }

  private void read(Table table, Row row, Products known, Rows rows, Set<String> keys) {
    if (!row.isConsistent()) {
      row.wrong("", "", "The row has another number of columns than the header.");
      return;
    }
    switch (table) {
      case BRANDS -> {
        Brand brand =
            new Brand(
                row.text("id"),
                row.text("name"),
                row.text("inn"),
                row.text("company"),
                row.optional("therapy_area"));
        if (valid(row, brand) && once(row, keys, "id", brand.id())) {
          rows.brands.add(brand);
        }
      }
      case INDICATIONS -> {
        Map<String, String> statements = new LinkedHashMap<>();
        row.columns().stream()
            .filter(column -> column.startsWith(STATEMENT))
            .filter(column -> !row.text(column).isEmpty())
            .forEach(
                column -> statements.put(column.substring(STATEMENT.length()), row.text(column)));
        Indication indication =
            new Indication(
                row.text("id"),
                row.text("brand_id"),
                row.text("name"),
                statements,
                row.optional("icd10"));
        boolean good = valid(row, indication);
        good = brandKnown(row, known) && good;
        if (good && once(row, keys, "id", indication.id())) {
          rows.indications.add(indication);
        }
      }
      case LABELS -> {
        LocalDate from = row.day("effective_from");
        Boolean monitoring = row.yes("additional_monitoring");
        Dose dose = row.dose();
        if (from == null || monitoring == null || row.failed()) {
          brandKnown(row, known);
          return;
        }
        Label label =
            new Label(
                row.text("brand_id"),
                row.text("market"),
                row.text("language"),
                row.text("version"),
                from,
                row.text("isi_id"),
                row.text("isi_version"),
                row.text("isi"),
                row.text("pi_id"),
                row.text("pi_version"),
                row.text("pi_url"),
                row.text("pi"),
                monitoring,
                row.optional("boxed_warning"),
                row.text("ae_statement"),
                dose);
        boolean good = valid(row, label);
        good = brandKnown(row, known) && good;
        if (good
            && once(
                row,
                keys,
                "version",
                String.join(
                    "/", label.brandId(), label.market(), label.language(), label.version()))) {
          rows.labels.add(label);
        }
      }
      case REGISTRATIONS -> {
        LocalDate from = row.day("from");
        LocalDate to = row.optional("to") == null ? null : row.day("to");
        if (from == null || row.failed()) {
          brandKnown(row, known);
          return;
        }
        Registration registration =
            new Registration(
                row.text("brand_id"),
                row.text("indication_id"),
                row.text("market"),
                row.text("number"),
                from,
                to);
        boolean good = valid(row, registration);
        good = brandKnown(row, known) && good;
        if (good
            && known.indications(registration.brandId()).stream()
                .noneMatch(indication -> indication.id().equals(registration.indicationId()))) {
          good =
              row.wrong(
                  "indication_id",
                  registration.indicationId(),
                  "“%s” has no such indication; import it first."
                      .formatted(registration.brandId()));
        }
        if (good && to != null && to.isBefore(from)) {
          good = row.wrong("to", to.toString(), "The last day is before the first.");
        }
        if (good
            && once(
                row,
                keys,
                "number",
                String.join(
                    "/",
                    registration.brandId(),
                    registration.market(),
                    registration.indicationId()))) {
          rows.registrations.add(registration);
        }
      }
      case GLYPHS -> {
        ApprovedGlyph glyph =
            new ApprovedGlyph(
                row.text("id"),
                row.text("sign"),
                row.text("sha256").toLowerCase(Locale.ROOT),
                Stream.of(row.text("alternatives").split(";"))
                    .map(String::strip)
                    .filter(words -> !words.isEmpty())
                    .toList());
        if (valid(row, glyph) && once(row, keys, "id", glyph.id())) {
          rows.glyphs.add(glyph);
        }
      }
    }
  }

  private <T> boolean valid(Row row, T record) {
    boolean valid = true;
    for (ConstraintViolation<T> violation : validator.validate(record)) {
      String field = violation.getPropertyPath().toString();
      String column = column(field);
      boolean missing =
          violation.getConstraintDescriptor().getAnnotation() instanceof NotBlank
              || violation.getConstraintDescriptor().getAnnotation() instanceof NotNull;
      valid = row.wrong(column, row.text(column), missing ? "This is missing." : shape(column));
    }
    return valid;
  }

  private static String shape(String column) {
    return switch (column) {
      case "market" -> "A market is two capital letters, such as GB.";
      case "language" -> "A language is written like en-GB.";
      case "id" -> "A key has lower-case letters, digits and hyphens.";
      case "sign" -> "The sign known is BLACK_TRIANGLE.";
      case "sha256" -> "The SHA-256 of the picture has 64 digits from 0 to 9 and a to f.";
      default ->
          column.startsWith(STATEMENT)
              ? "The column's name ends with a language, such as statement_en-GB."
              : "This is not as it should be.";
    };
  }

  private static String column(String field) {
    return field
        .replaceFirst("^statements.*", "statements")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  private static boolean brandKnown(Row row, Products known) {
    String brand = row.text("brand_id");
    return brand.isEmpty()
        || known.brand(brand).isPresent()
        || row.wrong("brand_id", brand, "The product master has no such brand; import it first.");
  }

  private static boolean once(Row row, Set<String> keys, String column, String key) {
    return keys.add(key)
        || row.wrong(column, row.text(column), "This record stands in the file twice.");
  }

  /** The good rows. */
  private static final class Rows {
    private final List<Brand> brands = new ArrayList<>();
    private final List<Indication> indications = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Registration> registrations = new ArrayList<>();
    private final List<ApprovedGlyph> glyphs = new ArrayList<>();

    ProductMasterDocument document() {
      return new ProductMasterDocument(
          brands, indications, labels, registrations, List.of(), List.of(), glyphs);
    }
  }

  /** One row, and what is wrong with it. */
  private static final class Row {
    private final Map<String, String> values;
    private final boolean consistent;
    private final long line;
    private final List<RowError> errors;
    private boolean failed;

    Row(CSVRecord record, long line, List<RowError> errors) {
      this.values = new HashMap<>(record.toMap());
      this.consistent = record.isConsistent();
      this.line = line;
      this.errors = errors;
    }

    boolean isConsistent() {
      return consistent;
    }

    boolean failed() {
      return failed;
    }

    Set<String> columns() {
      return values.keySet();
    }

    String text(String column) {
      return values.getOrDefault(column, "");
    }

    @Nullable String optional(String column) {
      String value = text(column);
      return value.isEmpty() ? null : value;
    }

    @Nullable LocalDate day(String column) {
      String value = text(column);
      try {
        return LocalDate.parse(value);
      } catch (DateTimeParseException noDate) {
        wrong(
            column,
            value,
            value.isEmpty() ? "This is missing." : "A date is written like 2026-01-31.");
        return null;
      }
    }

    @Nullable Boolean yes(String column) {
      return switch (text(column).toLowerCase(Locale.ROOT)) {
        case "yes", "true", "1" -> Boolean.TRUE;
        case "no", "false", "0" -> Boolean.FALSE;
        default -> {
          wrong(column, text(column), "This is yes or no.");
          yield null;
        }
      };
    }

    @Nullable Dose dose() {
      if (text("dose_minimum").isEmpty() && text("dose_maximum").isEmpty()) {
        return null;
      }
      try {
        return new Dose(
            Double.parseDouble(text("dose_minimum")),
            Double.parseDouble(text("dose_maximum")),
            text("dose_unit"),
            text("dose_frequency"));
      } catch (NumberFormatException noNumber) {
        wrong("dose_minimum", text("dose_minimum"), "Doses are numbers such as 2.5.");
        return null;
      }
    }

    /** Notes an error; always {@code false}. */
    boolean wrong(String column, String value, String message) {
      errors.add(new RowError(line, column, value, message));
      failed = true;
      return false;
    }
  }
}
