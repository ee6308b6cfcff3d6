package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Cue;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads WebVTT: the words, and when each is shown. */
final class VttReader implements DocumentReader {

  private static final Pattern TIMES =
      Pattern.compile(
          "((?:\\d+:)?\\d{1,2}:\\d{2}\\.\\d{3})\\s+-->\\s+((?:\\d+:)?\\d{1,2}:\\d{2}\\.\\d{3}).*");

  @Override
  public void read(Path file, Reading reading) throws IOException {
    if (Files.size(file) > 8L * reading.limits().characters()) {
      throw new IOException("far too long");
    }
    String content =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
            .replace("\ufeff", "")
            .replace("\r\n", "\n")
            .replace('\r', '\n');
    if (!content.startsWith("WEBVTT")) {
      throw new IOException("no WebVTT");
    }
    StringBuilder text = new StringBuilder();
    for (String block : content.split("\n{2,}")) {
      block(block, text, reading);
    }
    reading.section(SectionKind.SECTION, 1, "Subtitles", text.toString(), List.of());
  }

  private static void block(String block, StringBuilder text, Reading reading) {
    String[] lines = block.split("\n");
    for (int i = 0; i < lines.length; i++) {
      Matcher times = TIMES.matcher(lines[i].strip());
      if (times.matches()) {
        String words =
            String.join("\n", List.of(lines).subList(i + 1, lines.length))
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .strip();
        int start = text.length();
        text.append(words);
        reading.cue(
            new Cue(1, start, text.length(), millis(times.group(1)), millis(times.group(2))));
        text.append('\n');
        return;
      }
    }
  }

  private static long millis(String time) {
    long millis = 0;
    String[] parts = time.split("[:.]");
    for (int i = 0; i < parts.length - 1; i++) {
      millis = millis * 60 + Long.parseLong(parts[i]);
    }
    return millis * 1_000 + Long.parseLong(parts[parts.length - 1]);
  }
}
