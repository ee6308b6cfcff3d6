package io.medley.content.module.web;

import io.medley.content.module.ModuleKeeping;
import io.medley.platform.security.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** A picture on its way from a browser to a module. */
@Component
class ReceivedPicture {

  private final ModuleKeeping keeping;

  ReceivedPicture(ModuleKeeping keeping) {
    this.keeping = keeping;
  }

  ModuleKeeping.Picture take(MultipartFile file, Actor by) {
    Path received = null;
    try {
      received = Files.createTempFile("medley-picture-", ".received");
      file.transferTo(received);
      String name = file.getOriginalFilename();
      return keeping.picture(received, name == null ? "picture" : name, by);
    } catch (IOException notReceived) {
      throw new UncheckedIOException(notReceived);
    } finally {
      delete(received);
    }
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
