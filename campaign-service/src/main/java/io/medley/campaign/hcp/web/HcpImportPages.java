package io.medley.campaign.hcp.web;

import io.medley.campaign.hcp.HcpImports;
import io.medley.campaign.hcp.ImportRun;
import io.medley.campaign.hcp.ImportRuns;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Importing HCPs: what was imported lately, and how far one file is. */
@Controller
class HcpImportPages {

  private static final int LATEST = 20;
  private static final int REASONS = 20;
  private static final int NOTES = 50;

  private final HcpImports imports;
  private final ImportRuns runs;
  private final CurrentActor actor;
  private final Authorities authorities;

  HcpImportPages(HcpImports imports, ImportRuns runs, CurrentActor actor, Authorities authorities) {
    this.imports = imports;
    this.runs = runs;
    this.actor = actor;
    this.authorities = authorities;
  }

  @GetMapping("/hcps/import")
  String form(Model model) {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    model.addAttribute("runs", runs.latest(LATEST));
    return "hcp-import";
  }

  @PostMapping("/hcps/import")
  String receive(@RequestParam MultipartFile file) throws IOException {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    String name = Optional.ofNullable(file.getOriginalFilename()).orElse("a file");
    try (InputStream in = file.getInputStream()) {
      ImportRun run = imports.receive(name, ImportRun.Format.of(name), in, actor.require());
      return "redirect:/hcps/imports/" + run.id();
    }
  }

  @GetMapping("/hcps/imports/{id}")
  String run(@PathVariable UUID id, Model model) {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    ImportRun run = imports.require(id);
    model.addAttribute("run", run);
    model.addAttribute("left", run.left().map(HcpImportPages::words).orElse(null));
    // Counting reasons reads every note: that waits until there will be no more of them.
    model.addAttribute("reasons", run.ended() ? runs.reasons(id, REASONS) : List.of());
    model.addAttribute(
        "notes",
        run.ended()
            ? Stream.of(ImportRuns.NoteKind.values())
                .flatMap(kind -> runs.notes(id, kind, 0, NOTES).stream())
                .limit(NOTES)
                .toList()
            : List.of());
    return "hcp-import-run";
  }

  /** All of the report as a file. */
  @GetMapping("/hcps/imports/{id}/notes.csv")
  void notes(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    NotesFile.send(imports, imports.require(id), response);
  }

  private static @Nullable String words(Duration left) {
    long seconds = left.toSeconds();
    return seconds < 5
        ? null
        : seconds < 90 ? "about " + seconds + " s left" : "about " + left.toMinutes() + " min left";
  }
}
