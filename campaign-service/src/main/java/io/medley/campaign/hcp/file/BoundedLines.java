package io.medley.campaign.hcp.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text, none longer than told: a file without line ends must not fill the memory. */
final class BoundedLines {

  private final BufferedReader reader;
  private final int longest;
  private long number;

  BoundedLines(Reader reader, int longest) {
    this.reader = new BufferedReader(reader);
    this.longest = longest;
  }

  /** A line was longer than allowed. */
  static final class TooLong extends IOException {
    private TooLong() {
      super("line too long");
    }
  }

  /** The next line without its end; null at the end of the text. */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int read = reader.read();
    if (read < 0) {
      return null;
    }
    number++;
    while (read >= 0 && read != '\n') {
      if (line.length() == longest) {
        throw new TooLong();
      }
      line.append((char) read);
      read = reader.read();
    }
    return line.toString();
  }

  /** Number of the line last read, from 1. */
  long number() {
    return number;
  }
}
