package io.medley.platform.audit;

import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.signing.CanonicalJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** The audit for administrators: by aggregate, person and time; as a table to take away. */
@Controller
@RequestMapping("/audit")
class AuditPages {

  private static final int AT_ONCE = 100;
  private static final String COLUMNS =
      "at,recordedAt,actor,printedName,aggregateType,aggregateId,sequence,action,facts,hash\r\n";

  private final AuditReading audit;
  private final AuditSequencer sequencer;
  private final AuditVerifier verifier;
  private final Authorities authorities;
  private final CurrentActor currentActor;

  AuditPages(
      AuditReading audit,
      AuditSequencer sequencer,
      AuditVerifier verifier,
      Authorities authorities,
      CurrentActor currentActor) {
    this.audit = audit;
    this.sequencer = sequencer;
    this.verifier = verifier;
    this.authorities = authorities;
    this.currentActor = currentActor;
  }

  /** What the address asks for; days are UTC, the last one counts. */
  record Filter(
      String type,
      String id,
      String person,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
      @Nullable Long before) {

    Filter {
      type = type == null ? "" : type.strip();
      id = id == null ? "" : id.strip();
      person = person == null ? "" : person.strip();
    }

    AuditReading.Wish wish() {
      return new AuditReading.Wish(
          type,
          id,
          person,
          from == null ? null : start(from),
          until == null ? null : start(until.plusDays(1)),
          before == null ? 0 : before);
    }

    private static Instant start(LocalDate day) {
      return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    String link(String path, long from) {
      UriComponentsBuilder link = UriComponentsBuilder.fromPath(path);
      link.queryParam("type", type).queryParam("id", id).queryParam("person", person);
      if (this.from != null) {
        link.queryParam("from", this.from);
      }
      if (until != null) {
        link.queryParam("until", until);
      }
      if (from > 0) {
        link.queryParam("before", from);
      }
      return link.encode().build().toUriString();
    }
  }

  /** A row with its facts in one line. */
  record Shown(AuditReading.Row row, String facts) {}

  @GetMapping
  String page(Filter filter, Model model) {
    requireAdministrator();
    fill(filter, model);
    return "medley/audit";
  }

  /** Verifies the whole audit and shows the outcome above the list. */
  @PostMapping("/verification")
  String verify(Filter filter, Model model) {
    requireAdministrator();
    sequencer.run();
    model.addAttribute("report", verifier.verify());
    fill(filter, model);
    return "medley/audit";
  }

  private void fill(Filter filter, Model model) {
    List<AuditReading.Row> rows = audit.page(filter.wish(), AT_ONCE + 1);
    boolean more = rows.size() > AT_ONCE;
    List<AuditReading.Row> shown = more ? rows.subList(0, AT_ONCE) : rows;
    model.addAttribute("filter", filter);
    model.addAttribute("types", audit.types());
    model.addAttribute(
        "rows",
        shown.stream().map(row -> new Shown(row, CanonicalJson.text(row.facts()))).toList());
    model.addAttribute("next", more ? filter.link("/audit", shown.getLast().row()) : null);
    model.addAttribute("csv", filter.link("/audit/export.csv", 0));
  }

  /** Every entry that fits, oldest first (RFC 4180). */
  @GetMapping("/export.csv")
  ResponseEntity<StreamingResponseBody> export(Filter filter) {
    requireAdministrator();
    StreamingResponseBody body =
        out -> {
          Writer writer =
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
          writer.write(COLUMNS);
          audit.each(filter.wish(), row -> write(row, writer));
          writer.flush();
        };
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("audit.csv").build().toString())
        .body(body);
  }

  private static void write(AuditReading.Row row, Writer writer) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                row.at().toString(),
                row.recordedAt().toString(),
                row.actor(),
                row.printedName(),
                row.aggregateType(),
                row.aggregateId(),
                String.valueOf(row.sequence()),
                row.action(),
                CanonicalJson.text(row.facts()),
                row.hash()));
    cells.replaceAll(AuditPages::cell);
    try {
      writer.write(String.join(",", cells) + "\r\n");
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Quoted, and never taken for a formula by a spreadsheet. */
  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }

  private void requireAdministrator() {
    authorities.require(currentActor.require(), Authority.ADMINISTER, Authorities.EVERY_MARKET);
  }
}
