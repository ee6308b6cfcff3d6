package io.medley.content.lifecycle.web;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimReading;
import io.medley.content.lifecycle.ExposureReport;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The exposure report of a version: counts, as a page and as a table to take along. */
@Controller
class ExposurePages {

  private final ExposureReport reports;
  private final AssetVersions versions;
  private final CurrentActor currentActor;

  ExposurePages(ExposureReport reports, AssetVersions versions, CurrentActor currentActor) {
    this.reports = reports;
    this.versions = versions;
    this.currentActor = currentActor;
  }

  @GetMapping("/lifecycle/versions/{id}/exposure")
  String page(@PathVariable UUID id, Model model) {
    model.addAttribute("report", report(id));
    return "lifecycle/exposure";
  }

  @GetMapping(
      path = {"/lifecycle/versions/{id}/exposure.csv", "/api/versions/{id}/exposure.csv"},
      produces = "text/csv")
  ResponseEntity<String> csv(@PathVariable UUID id) {
    ExposureReport.Report report = report(id);
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("exposure-" + report.approval().jobCode() + ".csv")
                .build()
                .toString())
        .body(ExposureReport.csv(report));
  }

  private ExposureReport.Report report(UUID id) {
    Actor person = currentActor.require();
    ClaimReading.requireOfTheHouse(person);
    versions.requireVisible(new VersionId(id), person);
    return reports.of(new VersionId(id));
  }
}
