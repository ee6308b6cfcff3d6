package io.medley.content.asset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of files as their senders call them, made fit to be shown and stored. */
public final class FileNames {

  private static final int LONGEST = 200;

  private FileNames() {}

  /**
   * The name without folders and control characters, at most 200 characters, its ending kept;
   * {@code unnamed} if nothing is left.
   */
  public static String shown(@Nullable String sent) {
    // Browsers may send a path.
    String name =
        sent == null
            ? ""
            : sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    String clean = name.replaceAll("\\p{Cntrl}", "").strip();
    if (clean.isEmpty()) {
      return "unnamed";
    }
    return clean.length() <= LONGEST ? clean : shorten(clean);
  }

  private static String shorten(String name) {
    int dot = name.lastIndexOf('.');
    String ending =
        dot > 0 && name.length() - dot <= 10 ? name.substring(dot).toLowerCase(Locale.ROOT) : "";
    return name.substring(0, LONGEST - ending.length()) + ending;
  }
}
