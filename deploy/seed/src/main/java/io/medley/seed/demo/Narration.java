package io.medley.seed.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Tells what happens, each line with the seconds since the beginning. Safe for several voices at
 * once.
 */
public final class Narration {

  private final PrintStream out;
  private final Instant beginning = Instant.now();

  public Narration(PrintStream out) {
    this.out = out;
  }

  /** A new part of the road. */
  synchronized void chapter(String title) {
    out.println();
    out.println(title);
  }

  /** One thing that happened. */
  synchronized void say(String sentence) {
    double seconds = Duration.between(beginning, Instant.now()).toMillis() / 1000.0;
    out.println(String.format(Locale.ROOT, "%7.1f s  %s", seconds, sentence));
  }

  /** A detail of what was just said. */
  synchronized void detail(String sentence) {
    out.println("             " + sentence);
  }

  /** A line for machines. */
  synchronized void raw(String line) {
    out.println(line);
  }
}
