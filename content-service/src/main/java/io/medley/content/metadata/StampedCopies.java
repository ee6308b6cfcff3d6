package io.medley.content.metadata;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.MetadataStamping;
import io.medley.platform.security.Actor;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Service;

/**
 * Copies of files that carry their key fields inside, made when somebody downloads one. The sealed
 * bytes stay what they are in the store; the copy names their hash.
 */
@Service
public class StampedCopies {

  private final AssetVersions versions;
  private final MetadataDocuments documents;
  private final MetadataStamping stamping;
  private final ObjectStore store;

  StampedCopies(
      AssetVersions versions,
      MetadataDocuments documents,
      MetadataStamping stamping,
      ObjectStore store) {
    this.versions = versions;
    this.documents = documents;
    this.stamping = stamping;
    this.store = store;
  }

  /** A copy; whoever asked for it deletes the file. */
  public record Copy(Path file, String fileName) {}

  /**
   * Makes a copy.
   *
   * @throws CopyRefused if files of its format cannot carry metadata, or this one cannot
   * @throws io.medley.content.asset.AssetRefusal.VersionUnknown if it is not this person's to see
   */
  public Copy of(VersionId id, Actor actor) {
    AssetVersion version = versions.requireVisible(id, actor);
    ContentFormat format =
        ContentFormat.ofMediaType(version.format())
            .filter(ContentFormat::carriesMetadata)
            .orElseThrow(
                () ->
                    new CopyRefused(
                        "Metadata is written into PDF and Office files, pictures and videos; this one is %s."
                            .formatted(version.format())));
    String packet = Xmp.packet(documents.of(id, actor));
    Path folder = null;
    try {
      folder = Files.createTempDirectory("medley-copy");
      Path original = folder.resolve("original");
      Path copy = Files.createTempFile("medley-copy", ".tmp");
      try (InputStream bytes = store.open(version.contentHash())) {
        Files.copy(bytes, original);
      }
      if (!stamping.stamp(format, original, packet, copy)) {
        Files.deleteIfExists(copy);
        throw new CopyRefused("This file cannot carry metadata.");
      }
      return new Copy(copy, version.fileName());
    } catch (IOException notWritten) {
      throw new UncheckedIOException(notWritten);
    } finally {
      if (folder != null) {
        org.springframework.util.FileSystemUtils.deleteRecursively(folder.toFile());
      }
    }
  }
}
