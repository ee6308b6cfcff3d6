package io.medley.workflows.engine;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of an engine, as far as Medley behaves differently by it. */
public record EngineVersion(int major, int minor) implements Comparable<EngineVersion> {

  /** Knows listeners on human tasks, which older engines refuse, and searches its own tasks. */
  public static final EngineVersion WITH_TASK_LISTENERS = new EngineVersion(8, 8);

  private static final Pattern TEXT = Pattern.compile("(\\d+)\\.(\\d+).*");

  /**
   * Reads a version such as {@code 8.6.0} or {@code 8.9.0-rc3}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static EngineVersion parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("“" + text + "” is no version of an engine");
    }
    return new EngineVersion(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Whether it is this version or a newer one. */
  public boolean atLeast(EngineVersion other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(EngineVersion other) {
    return Comparator.comparingInt(EngineVersion::major)
        .thenComparingInt(EngineVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
