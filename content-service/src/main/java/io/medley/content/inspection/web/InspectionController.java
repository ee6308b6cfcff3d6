package io.medley.content.inspection.web;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.inspection.CertifiedCopies;
import io.medley.content.inspection.InspectionBundles;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What an inspector takes away of a version, from the page and by the API. */
@Controller
@RequestMapping({"/assets/versions/{id}", "/api/versions/{id}"})
class InspectionController {

  private final AssetVersions versions;
  private final CertifiedCopies copies;
  private final InspectionBundles bundles;
  private final CurrentActor currentActor;

  InspectionController(
      AssetVersions versions,
      CertifiedCopies copies,
      InspectionBundles bundles,
      CurrentActor currentActor) {
    this.versions = versions;
    this.copies = copies;
    this.bundles = bundles;
    this.currentActor = currentActor;
  }

  @GetMapping("/certified-copy")
  ResponseEntity<byte[]> copy(@PathVariable UUID id) throws IOException {
    Actor reader = currentActor.require();
    AssetVersion version = versions.requireVisible(new VersionId(id), reader);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copies.write(version, reader, out);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            attachment(version.metadata().jobCode() + "-certified-copy.pdf"))
        .body(out.toByteArray());
  }

  @GetMapping("/inspection-bundle")
  ResponseEntity<Resource> bundle(@PathVariable UUID id) throws IOException {
    InspectionBundles.Bundle bundle = bundles.make(new VersionId(id), currentActor.require());
    long size = Files.size(bundle.file());
    InputStream in = Files.newInputStream(bundle.file(), StandardOpenOption.DELETE_ON_CLOSE);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .contentLength(size)
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(bundle.name()))
        .body(new InputStreamResource(in));
  }

  private static String attachment(String name) {
    return ContentDisposition.attachment()
        .filename(name, StandardCharsets.UTF_8)
        .build()
        .toString();
  }
}
