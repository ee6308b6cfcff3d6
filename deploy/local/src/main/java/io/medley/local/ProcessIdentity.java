package io.medley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process told apart from a later one with the same number.
 *
 * @param pid its number
 * @param startTicks when the kernel started it, in clock ticks since boot
 */
record ProcessIdentity(long pid, long startTicks) {

  /** The process that has this number now. A zombie counts as gone. */
  static Optional<ProcessIdentity> of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The command name, in parentheses, may itself contain blanks and parentheses.
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
      if (fields.get(0).equals("Z") || fields.get(0).equals("X")) {
        return Optional.empty();
      }
      return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields.get(19))));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Names the running kernel: ticks of another boot mean nothing. */
  static String boot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }
}
