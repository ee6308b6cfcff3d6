package io.medley.local.supervisor;

import io.medley.local.ServerDidNotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells the script that waits for the stack how far it is, line by line, in a file it follows. */
final class Progress {

  private final Path file;
  private final long begun = System.nanoTime();

  Progress(Path file) {
    this.file = file;
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a step and tells when it has ended: how long it took, and how long all has taken so far.
   */
  <T> T step(String name, Supplier<T> work) {
    long from = System.nanoTime();
    T result = work.get();
    line(
        String.format(
            Locale.ROOT, "say   %-22s %6.1f s   (%.0f s)", name, seconds(from), seconds(begun)));
    return result;
  }

  void step(String name, Runnable work) {
    step(
        name,
        () -> {
          work.run();
          return true;
        });
  }

  void ready() {
    line(String.format(Locale.ROOT, "ready %.0f", seconds(begun)));
  }

  /** One sentence, and the log that says the rest. */
  void failed(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof ServerDidNotStart)) {
      cause = cause.getCause();
    }
    if (cause instanceof ServerDidNotStart notStarted) {
      line("log   " + notStarted.log());
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    line("fail  " + message.replace('\n', ' '));
  }

  private synchronized void line(String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(long from) {
    return (System.nanoTime() - from) / 1e9;
  }
}
