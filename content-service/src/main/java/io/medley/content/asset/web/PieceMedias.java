package io.medley.content.asset.web;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.Library;
import io.medley.content.asset.LibraryQuery;
import io.medley.content.asset.StoredVersion;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.ExtractedFile;
import io.medley.platform.security.Actor;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds what belongs to a piece where it is shown as itself, subtitles sent beside a film too. */
@Component
public class PieceMedias {

  private static final int MOST_BESIDE = 20;

  private final Library library;

  PieceMedias(Library library) {
    this.library = library;
  }

  /** What there is to show to this person. */
  public PieceMedia of(AssetVersion version, ExtractedFile file, Actor person) {
    return PieceMedia.of(version, file, subtitlesOf(version, person));
  }

  /** Subtitle files of the same agency that bear the video's name. */
  private List<AssetVersion> subtitlesOf(AssetVersion version, Actor person) {
    if (!version.format().equals(ContentFormat.MP4.mediaType())) {
      return List.of();
    }
    String stem = stem(version.fileName());
    return library
        .search(new LibraryQuery(stem, version.agency(), Set.of(), "", "", 0, MOST_BESIDE), person)
        .versions()
        .stream()
        .map(StoredVersion::version)
        .filter(
            other ->
                other.format().equals(ContentFormat.WEBVTT.mediaType())
                    && (other.fileName().equals(stem + ".vtt")
                        || other.fileName().startsWith(stem + ".")))
        .toList();
  }

  private static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 1 ? fileName : fileName.substring(0, dot);
  }
}
