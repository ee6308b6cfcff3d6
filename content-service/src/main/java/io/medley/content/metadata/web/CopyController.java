package io.medley.content.metadata.web;

import io.medley.content.asset.VersionId;
import io.medley.content.metadata.StampedCopies;
import io.medley.platform.security.CurrentActor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Downloads that carry their metadata inside. */
@Controller
class CopyController {

  private final StampedCopies copies;
  private final CurrentActor actor;

  CopyController(StampedCopies copies, CurrentActor actor) {
    this.copies = copies;
    this.actor = actor;
  }

  @GetMapping({"/assets/versions/{id}/copy", "/api/versions/{id}/copy"})
  ResponseEntity<Resource> copy(@PathVariable UUID id) throws IOException {
    StampedCopies.Copy copy = copies.of(new VersionId(id), actor.require());
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(copy.fileName(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .contentLength(Files.size(copy.file()))
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(new InputStreamResource(new Passing(copy.file())));
  }

  /** Reads a file and deletes it once it was read. */
  private static final class Passing extends FilterInputStream {
    private final Path file;

    Passing(Path file) throws IOException {
      super(open(file));
      this.file = file;
    }

    private static InputStream open(Path file) throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
      super.close();
      Files.deleteIfExists(file);
    }
  }
}
