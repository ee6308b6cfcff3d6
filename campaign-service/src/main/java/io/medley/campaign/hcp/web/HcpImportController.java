package io.medley.campaign.hcp.web;

import io.medley.campaign.hcp.HcpImports;
import io.medley.campaign.hcp.ImportRun;
import io.medley.campaign.hcp.ImportRuns;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Long imports over HTTP: send the file, ask how far it is, fetch what it had to say. */
@RestController
@RequestMapping("/api/hcps/imports")
class HcpImportController {

  private static final int LATEST = 20;
  private static final int REASONS = 50;

  private final HcpImports imports;
  private final ImportRuns runs;
  private final CurrentActor currentActor;
  private final Authorities authorities;

  HcpImportController(
      HcpImports imports, ImportRuns runs, CurrentActor currentActor, Authorities authorities) {
    this.imports = imports;
    this.runs = runs;
    this.currentActor = currentActor;
    this.authorities = authorities;
  }

  /** How far an import is; the reasons only of one that was asked for by its id. */
  record RunResponse(
      UUID id,
      String fileName,
      ImportRun.Format format,
      ImportRun.State state,
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
      String by,
      Instant receivedAt,
      @Nullable Instant endedAt,
      List<ImportRuns.Reason> reasons) {

    static RunResponse from(ImportRun run, List<ImportRuns.Reason> reasons) {
      return new RunResponse(
          run.id(),
          run.fileName(),
          run.format(),
          run.state(),
          run.bytes(),
          run.readBytes(),
          run.rows(),
          run.created(),
          run.updated(),
          run.unchanged(),
          run.consents(),
          run.rejected(),
          run.remarks(),
          run.interruptions(),
          run.endedWhy(),
          run.by().id(),
          run.receivedAt(),
          run.endedAt(),
          reasons);
    }
  }

  @PostMapping(consumes = "text/csv")
  ResponseEntity<RunResponse> csv(
      @RequestParam(defaultValue = "hcps.csv") String name, InputStream body) throws IOException {
    return receive(name, ImportRun.Format.CSV, body);
  }

  @PostMapping(consumes = "application/json")
  ResponseEntity<RunResponse> json(
      @RequestParam(defaultValue = "hcps.json") String name, InputStream body) throws IOException {
    return receive(name, ImportRun.Format.JSON, body);
  }

  @PostMapping(consumes = {"application/x-ndjson", "application/jsonl"})
  ResponseEntity<RunResponse> jsonLines(
      @RequestParam(defaultValue = "hcps.jsonl") String name, InputStream body) throws IOException {
    return receive(name, ImportRun.Format.JSON_LINES, body);
  }

  private ResponseEntity<RunResponse> receive(
      String name, ImportRun.Format format, InputStream body) throws IOException {
    ImportRun run = imports.receive(name, format, body, authorised());
    return ResponseEntity.accepted()
        .location(URI.create("/api/hcps/imports/" + run.id()))
        .body(RunResponse.from(run, List.of()));
  }

  @GetMapping
  List<RunResponse> latest() {
    authorised();
    return runs.latest(LATEST).stream().map(run -> RunResponse.from(run, List.of())).toList();
  }

  @GetMapping("/{id}")
  RunResponse one(@PathVariable UUID id) {
    authorised();
    return RunResponse.from(imports.require(id), runs.reasons(id, REASONS));
  }

  @GetMapping("/{id}/notes.csv")
  void notes(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    authorised();
    NotesFile.send(imports, imports.require(id), response);
  }

  private Actor authorised() {
    Actor actor = currentActor.require();
    authorities.requireAnywhere(actor, Authority.CAMPAIGN);
    return actor;
  }
}
