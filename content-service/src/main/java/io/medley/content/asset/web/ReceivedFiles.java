package io.medley.content.asset.web;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.FileNames;
import io.medley.content.asset.Suggestion;
import io.medley.content.asset.Uploading;
import io.medley.content.asset.Uploading.Uploaded;
import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.platform.security.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;

/** Hands files from a request to the domain, and clears them away. */
@Component
@EnableConfigurationProperties(ReceivedFiles.Settings.class)
public class ReceivedFiles {

  private final Uploading uploading;
  private final Settings settings;

  ReceivedFiles(Uploading uploading, Settings settings) {
    this.uploading = uploading;
    this.settings = settings;
  }

  /**
   * Uploads.
   *
   * @param largest file that is taken in one request; larger ones come piece by piece
   */
  @ConfigurationProperties("medley.upload")
  record Settings(@DefaultValue("512MB") DataSize largest) {}

  Uploaded take(MultipartFile file, @Nullable AssetId asset, Actor by) {
    return take(file, asset, by, List.of(), uploaded -> {});
  }

  /**
   * Takes a file in.
   *
   * @param told tags that are known of the piece before it is read
   * @param together done in the transaction that stores the version
   * @throws FileRefused if the file cannot be taken in
   */
  public Uploaded take(
      MultipartFile file,
      @Nullable AssetId asset,
      Actor by,
      List<Suggestion> told,
      Consumer<Uploaded> together) {
    String name = FileNames.shown(file.getOriginalFilename());
    if (file.getSize() > settings.largest().toBytes()) {
      throw new FileRefused(
          Reason.TOO_LARGE,
          "“%s” has %,d MB; up to %,d MB are taken. Reduce its pictures and send it again."
              .formatted(name, file.getSize() >> 20, settings.largest().toMegabytes()));
    }
    Path received = null;
    try {
      received = Files.createTempFile("medley-upload-", ".received");
      file.transferTo(received);
      return uploading.upload(received, name, asset, by, told, together);
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
