package io.medley.content.extraction.tika;

import io.medley.content.extraction.ExtractedFile.SectionKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.tika.detect.AutoDetectReader;
import org.apache.tika.exception.TikaException;

/** Reads plain text in whatever character set it is in. */
final class PlainTextReader implements DocumentReader {

  @Override
  public void read(Path file, Reading reading) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        AutoDetectReader characters = new AutoDetectReader(in)) {
      StringBuilder text = new StringBuilder();
      char[] buffer = new char[8_192];
      for (int count = characters.read(buffer); count >= 0; count = characters.read(buffer)) {
        text.append(buffer, 0, count);
        if (text.length() > reading.limits().characters()) {
          break;
        }
      }
      reading.section(SectionKind.SECTION, 1, "", text.toString().replace("\r\n", "\n"), List.of());
    } catch (TikaException unknownCharacters) {
      throw new IOException(unknownCharacters);
    }
  }
}
