package io.medley.content.asset.web;

import io.medley.content.extraction.Details.Cue;
import java.util.List;

/** Writes subtitles as WebVTT. */
final class WebVtt {

  private WebVtt() {}

  /** Cues of one section in their order; cues without words are left out. */
  static String of(String text, List<Cue> cues) {
    StringBuilder vtt = new StringBuilder("WEBVTT\n\n");
    for (Cue cue : cues) {
      String words = text.substring(cue.start(), Math.min(cue.end(), text.length()));
      if (!words.isBlank()) {
        vtt.append(time(cue.from()))
            .append(" --> ")
            .append(time(Math.max(cue.to(), cue.from() + 1)))
            .append('\n')
            .append(
                // A line of its own with an arrow would be read as times, an empty one as the end.
                words
                    .strip()
                    .replaceAll("\\n{2,}", "\n")
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;"))
            .append("\n\n");
      }
    }
    return vtt.toString();
  }

  private static String time(long millis) {
    return "%02d:%02d:%02d.%03d"
        .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60, millis % 1_000);
  }
}
