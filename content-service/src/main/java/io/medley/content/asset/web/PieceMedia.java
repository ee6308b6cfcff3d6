package io.medley.content.asset.web;

import io.medley.content.asset.AssetVersion;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details.RenditionKind;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a piece is shown as itself: mark-up in a frame, a video with its subtitles.
 *
 * @param framed whether it is mark-up
 * @param playable whether it is a video
 * @param poster whether a picture stands for the video until it plays
 * @param tracks subtitles, the first one shown at once
 * @param described length, size and coding in a few words
 */
public record PieceMedia(
    boolean framed, boolean playable, boolean poster, List<Track> tracks, String described) {

  private static final Pattern LANGUAGE = Pattern.compile("\\(([a-z]{2,3})\\)");

  public PieceMedia {
    tracks = List.copyOf(tracks);
  }

  /** Subtitles as WebVTT; {@code language} is BCP 47 or {@code und}. */
  public record Track(String src, String language, String label, boolean first) {}

  /**
   * What there is to show.
   *
   * @param beside subtitle files that belong to the video, newest first
   */
  static PieceMedia of(AssetVersion version, ExtractedFile file, List<AssetVersion> beside) {
    boolean playable = ContentFormat.MP4.mediaType().equals(file.format());
    List<Track> tracks = new ArrayList<>();
    if (playable) {
      for (Section section : file.sections()) {
        if (file.details().cues().stream().anyMatch(cue -> cue.section() == section.number())) {
          tracks.add(
              new Track(
                  "/assets/versions/%s/subtitles/%d.vtt".formatted(version.id(), section.number()),
                  language(section.title()),
                  section.title(),
                  tracks.isEmpty()));
        }
      }
      for (AssetVersion subtitles : beside) {
        tracks.add(
            new Track(
                "/assets/versions/%s/media".formatted(subtitles.id()),
                subtitles.metadata().language().isEmpty() ? "und" : subtitles.metadata().language(),
                subtitles.fileName() + " " + subtitles.number(),
                tracks.isEmpty()));
      }
    }
    return new PieceMedia(
        !file.html().isEmpty(),
        playable,
        file.details().renditions().stream()
            .anyMatch(rendition -> rendition.kind() == RenditionKind.POSTER),
        tracks,
        described(file.properties()));
  }

  private static String language(String title) {
    Matcher named = LANGUAGE.matcher(title);
    return named.find() ? named.group(1) : "und";
  }

  private static String described(Map<String, String> properties) {
    List<String> words = new ArrayList<>();
    if (properties.containsKey("durationSeconds")) {
      long seconds = Math.round(Double.parseDouble(properties.get("durationSeconds")));
      words.add("%d:%02d min".formatted(seconds / 60, seconds % 60));
    }
    if (properties.containsKey("width")) {
      words.add(properties.get("width") + " × " + properties.get("height"));
    }
    if (properties.containsKey("videoCodec")) {
      words.add(
          switch (properties.get("videoCodec")) {
            case "avc1", "avc3" -> "H.264";
            case "hvc1", "hev1" -> "H.265";
            case "av01" -> "AV1";
            case "vp09" -> "VP9";
            case String other -> other;
          });
    }
    return String.join(" · ", words);
  }
}
