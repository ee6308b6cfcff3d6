package io.medley.content.claim.web;

import io.medley.content.claim.LibraryReference;
import io.medley.content.claim.ReferenceKeeping;
import io.medley.platform.security.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Hands the file of a reference from a request to the library, and clears it away. */
@Component
class ReceivedReference {

  private final ReferenceKeeping keeping;

  ReceivedReference(ReferenceKeeping keeping) {
    this.keeping = keeping;
  }

  LibraryReference take(String id, MultipartFile file, Actor by) {
    Path received = null;
    try {
      received = Files.createTempFile("medley-reference-", ".received");
      file.transferTo(received);
      return keeping.upload(id, received, name(file), by);
    } catch (IOException notReceived) {
      throw new UncheckedIOException(notReceived);
    } finally {
      delete(received);
    }
  }

  private static String name(MultipartFile file) {
    String sent = file.getOriginalFilename();
    String name =
        sent == null
            ? ""
            : sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
    return name.isEmpty() ? "unnamed" : name.substring(0, Math.min(200, name.length()));
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException keptByTheSystem) {
      throw new UncheckedIOException(keptByTheSystem);
    }
  }
}
