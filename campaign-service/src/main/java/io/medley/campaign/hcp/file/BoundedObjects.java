package io.medley.campaign.hcp.file;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text in which no object is longer than told: one that is must not fill the memory. */
final class BoundedObjects extends FilterReader {

  private final long longest;
  private long read;

  BoundedObjects(Reader reader, long longest) {
    super(reader);
    this.longest = longest;
  }

  /** An object was longer than allowed. */
  static final class TooLong extends IOException {
    private TooLong() {
      super("object too long");
    }
  }

  /** An object was read; the next one may be as long again. */
  void next() {
    read = 0;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] into, int offset, int count) throws IOException {
    if (read > longest) {
      throw new TooLong();
    }
    int some = super.read(into, offset, count);
    read += Math.max(0, some);
    return some;
  }
}
