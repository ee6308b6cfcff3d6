package io.medley.campaign.measure.web;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.measure.Exposure;
import io.medley.campaign.measure.ExposureOpening;
import io.medley.campaign.recall.Recalled;
import io.medley.campaign.touch.ServableVersions;
import io.medley.platform.security.CurrentActor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Who received a version: a page, a table to take along, and the same for programs. */
@Controller
class ExposurePages {

  private static final int PAGE = 50;
  private static final int MOST = 100_000;

  private final ExposureOpening opening;
  private final ServableVersions versions;
  private final Recalled.Versions recalled;
  private final Hcps hcps;
  private final CurrentActor actor;

  ExposurePages(
      ExposureOpening opening,
      ServableVersions versions,
      Recalled.Versions recalled,
      Hcps hcps,
      CurrentActor actor) {
    this.opening = opening;
    this.versions = versions;
    this.recalled = recalled;
    this.hcps = hcps;
    this.actor = actor;
  }

  /** A person as the page shows them. */
  record Row(Exposure exposure, String name) {}

  @GetMapping("/exposure/{versionId}")
  String page(
      @PathVariable UUID versionId, @RequestParam(defaultValue = "0") int offset, Model model) {
    int from = Math.max(0, offset);
    ExposureOpening.Opened opened = opening.open(versionId, from, PAGE, "page", actor.require());
    model.addAttribute("versionId", versionId);
    model.addAttribute("version", versions.find(versionId).orElse(null));
    model.addAttribute("rows", opened.rows().stream().map(this::row).toList());
    model.addAttribute("total", opened.total());
    model.addAttribute("elsewhere", opened.elsewhere());
    model.addAttribute("recalled", recalled.find(versionId).orElse(null));
    model.addAttribute("previous", from == 0 ? null : Math.max(0, from - PAGE));
    model.addAttribute("next", from + PAGE < opened.total() ? from + PAGE : null);
    return "exposure";
  }

  @GetMapping(
      path = {"/exposure/{versionId}.csv", "/api/exposure/{versionId}.csv"},
      produces = "text/csv")
  ResponseEntity<String> csv(@PathVariable UUID versionId) {
    List<Exposure> rows = opening.open(versionId, 0, MOST, "export", actor.require()).rows();
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("exposure-" + versionId + ".csv")
                .build()
                .toString())
        .body(table(rows));
  }

  /** The same for programs, without names. */
  @GetMapping("/api/exposure/{versionId}")
  @ResponseBody
  ExposureOpening.Opened json(
      @PathVariable UUID versionId,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "1000") int limit) {
    return opening.open(
        versionId, Math.max(0, offset), Math.clamp(limit, 1, 10_000), "api", actor.require());
  }

  private static String table(List<Exposure> rows) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv =
        new CSVPrinter(
            text,
            CSVFormat.RFC4180
                .builder()
                .setHeader(
                    "external_id",
                    "pseudonym",
                    "market",
                    "channel",
                    "campaign",
                    "state",
                    "first_at",
                    "last_at",
                    "contacts",
                    "engaged")
                .get())) {
      for (Exposure row : rows) {
        csv.printRecord(
            row.externalId(),
            row.pseudonym(),
            row.market(),
            row.channel(),
            row.campaign(),
            row.state(),
            row.firstAt(),
            row.lastAt(),
            row.contacts(),
            row.engaged());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private Row row(Exposure exposure) {
    return new Row(
        exposure,
        hcps.open(new HcpId(exposure.hcpId()))
            .map(Hcp::personal)
            .map(personal -> personal.firstName() + " " + personal.lastName())
            .orElse(exposure.pseudonym()));
  }
}
