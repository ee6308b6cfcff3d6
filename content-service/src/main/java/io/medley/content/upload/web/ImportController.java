package io.medley.content.upload.web;

import io.medley.content.upload.BulkImport;
import io.medley.content.upload.BulkImport.Row;
import io.medley.content.upload.BulkImport.RowState;
import io.medley.content.upload.BulkImporting;
import io.medley.content.upload.ImportId;
import io.medley.content.upload.Upload;
import io.medley.platform.security.CurrentActor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Bulk imports: {@code POST} a table (text/csv), then its files one by one or in a zip, and read
 * the report. Everything may be repeated.
 */
@RestController
@RequestMapping({"/api/imports", "/upload/imports"})
class ImportController {

  private final BulkImporting importing;
  private final CurrentActor actor;

  ImportController(BulkImporting importing, CurrentActor actor) {
    this.importing = importing;
    this.actor = actor;
  }

  /** An import and its rows. */
  record Body(
      UUID id, String name, Instant createdAt, Map<RowState, Long> counts, List<Item> rows) {}

  /** One row of the report. */
  record Item(int row, String file, RowState state, @Nullable UUID versionId, String message) {}

  /** A file that is to come: its path in the folder, or the name of the zip. */
  record File(String path, long size) {}

  @PostMapping(consumes = {"text/csv", "text/plain"})
  ResponseEntity<Body> begin(
      @RequestBody byte[] csv,
      @RequestParam(name = "name", defaultValue = "import.csv") String name) {
    BulkImport bulk =
        importing.begin(name, new String(csv, StandardCharsets.UTF_8), actor.require());
    return ResponseEntity.created(URI.create("/api/imports/" + bulk.id())).body(body(bulk));
  }

  @GetMapping("/{id}")
  Body report(@PathVariable UUID id) {
    return body(importing.find(new ImportId(id), actor.require()));
  }

  @GetMapping(path = "/{id}/report.csv", produces = "text/csv;charset=UTF-8")
  ResponseEntity<String> table(@PathVariable UUID id) {
    StringBuilder csv = new StringBuilder("row,file,state,versionId,message\n");
    for (Row row : importing.report(new ImportId(id), actor.require())) {
      csv.append(row.number())
          .append(',')
          .append(cell(row.file()))
          .append(',')
          .append(row.state())
          .append(',')
          .append(row.version() == null ? "" : row.version())
          .append(',')
          .append(cell(row.message()))
          .append('\n');
    }
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header("Content-Disposition", "attachment; filename=\"import-report.csv\"")
        .body(csv.toString());
  }

  @PostMapping("/{id}/files")
  ResponseEntity<ResumableUploadController.Body> file(
      @PathVariable UUID id, @RequestBody File file) {
    return begun(importing.begin(new ImportId(id), file.path(), file.size(), actor.require()));
  }

  @PostMapping("/{id}/archive")
  ResponseEntity<ResumableUploadController.Body> archive(
      @PathVariable UUID id, @RequestBody File file) {
    return begun(
        importing.beginArchive(new ImportId(id), file.path(), file.size(), actor.require()));
  }

  private static ResponseEntity<ResumableUploadController.Body> begun(Upload upload) {
    return ResponseEntity.created(URI.create("/api/uploads/resumable/" + upload.id()))
        .body(ResumableUploadController.Body.of(upload));
  }

  private Body body(BulkImport bulk) {
    List<Row> rows = importing.report(bulk.id(), actor.require());
    return new Body(
        bulk.id().value(),
        bulk.name(),
        bulk.createdAt(),
        BulkImport.counts(rows),
        rows.stream()
            .map(
                row ->
                    new Item(
                        row.number(),
                        row.file(),
                        row.state(),
                        row.version() == null ? null : row.version().value(),
                        row.message()))
            .toList());
  }

  /** Quoted, and no formula to a spreadsheet program. */
  private static String cell(String value) {
    String plain = value.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + value : value;
    return '"' + plain.replace("\"", "\"\"") + '"';
  }
}
