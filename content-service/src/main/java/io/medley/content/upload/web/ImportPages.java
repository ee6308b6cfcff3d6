package io.medley.content.upload.web;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.upload.BulkImport;
import io.medley.content.upload.BulkImport.Row;
import io.medley.content.upload.BulkImport.RowState;
import io.medley.content.upload.BulkImporting;
import io.medley.content.upload.ImportId;
import io.medley.content.upload.UploadRefusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Pages of bulk imports. */
@Controller
@RequestMapping("/imports")
class ImportPages {

  private final BulkImporting importing;
  private final Authorities authorities;
  private final CurrentActor actor;

  ImportPages(BulkImporting importing, Authorities authorities, CurrentActor actor) {
    this.importing = importing;
    this.authorities = authorities;
    this.actor = actor;
  }

  /** A row as the page shows it. */
  record Shown(Row row, String words, String tone) {}

  @GetMapping
  String list(Model model) {
    return list(null, model);
  }

  @PostMapping
  String begin(@RequestParam("table") MultipartFile table, Model model) throws IOException {
    try {
      BulkImport bulk =
          importing.begin(
              String.valueOf(table.getOriginalFilename()),
              new String(table.getBytes(), StandardCharsets.UTF_8),
              actor.require());
      return "redirect:/imports/" + bulk.id();
    } catch (UploadRefusal.TableRefused refused) {
      return list(refused.getMessage(), model);
    }
  }

  private String list(@Nullable String refusal, Model model) {
    Actor person = actor.require();
    authorities.requireAnywhere(person, Authority.UPLOAD);
    model.addAttribute("imports", importing.of(person));
    model.addAttribute("columns", BulkImporting.columns());
    model.addAttribute("refusal", refusal);
    return "upload/imports";
  }

  @GetMapping("/{id}")
  String report(
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String fromScript,
      Model model) {
    BulkImport bulk = importing.find(new ImportId(id), actor.require());
    List<Row> rows = importing.report(bulk.id(), actor.require());
    model.addAttribute("bulk", bulk);
    model.addAttribute("counts", BulkImport.counts(rows));
    model.addAttribute("total", rows.size());
    model.addAttribute("rows", rows.stream().map(ImportPages::shown).toList());
    model.addAttribute("accepted", ContentFormat.accepted());
    model.addAttribute(
        "over",
        rows.stream()
            .noneMatch(row -> row.state() == RowState.WAITING || row.state() == RowState.READING));
    return fromScript == null ? "upload/import" : "upload/import :: report";
  }

  private static Shown shown(Row row) {
    return switch (row.state()) {
      case INVALID -> new Shown(row, "Row is wrong", "blocked");
      case WAITING -> new Shown(row, "File to come", "draft");
      case READING -> new Shown(row, "Being read", "work");
      case DONE -> new Shown(row, "Done", "live");
      case TAGS_OPEN -> new Shown(row, "Tags open", "needs");
      case ALREADY_HERE -> new Shown(row, "Already here", "live");
      case REFUSED -> new Shown(row, "Refused", "blocked");
    };
  }
}
