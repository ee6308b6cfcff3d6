package io.medley.content.comparison;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.PageImage;
import io.medley.platform.security.Actor;
import io.medley.platform.store.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Service;

/** Compares any two versions a person may see. */
@Service
public class Comparing {

  private final AssetVersions versions;
  private final AssetText texts;
  private final ObjectStore store;

  Comparing(AssetVersions versions, AssetText texts, ObjectStore store) {
    this.versions = versions;
    this.texts = texts;
    this.store = store;
  }

  /** Two versions and what their texts differ in. */
  public record Compared(
      AssetVersion before, AssetVersion after, TextComparison.Result text, boolean sameBytes) {}

  /**
   * Compares the words.
   *
   * @throws AssetRefusal.VersionUnknown if either is not this person's to see
   */
  public Compared words(VersionId before, VersionId after, Actor actor) {
    AssetVersion one = versions.requireVisible(before, actor);
    AssetVersion other = versions.requireVisible(after, actor);
    return new Compared(
        one,
        other,
        TextComparison.compare(texts.sections(before), texts.sections(after)),
        one.contentHash().equals(other.contentHash()));
  }

  /**
   * Compares the pictures of two pages.
   *
   * @return empty if either version has no image of that page
   * @throws AssetRefusal.VersionUnknown if either is not this person's to see
   */
  public Optional<PictureComparison.Result> pages(
      VersionId before, int pageBefore, VersionId after, int pageAfter, Actor actor) {
    versions.requireVisible(before, actor);
    versions.requireVisible(after, actor);
    Optional<BufferedImage> one = image(texts.rendition(before), pageBefore);
    Optional<BufferedImage> other = image(texts.rendition(after), pageAfter);
    return one.flatMap(earlier -> other.map(later -> PictureComparison.compare(earlier, later)));
  }

  /** Page images are of our own making: whatever was hostile in the file met its reader already. */
  private Optional<BufferedImage> image(ExtractedFile file, int page) {
    Optional<PageImage> image =
        file.pages().stream().filter(one -> one.number() == page).findFirst();
    if (image.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream bytes = store.open(image.get().file())) {
      return Optional.ofNullable(ImageIO.read(bytes));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
