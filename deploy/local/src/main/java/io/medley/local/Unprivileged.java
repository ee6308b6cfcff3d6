package io.medley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL and Elasticsearch refuse to run as root. When we are root they run as {@code nobody},
 * through {@code setpriv}; the folders they write to are given to it.
 */
final class Unprivileged {

  private static final int NOBODY = 65_534;

  private Unprivileged() {}

  private static boolean root() {
    return new com.sun.security.auth.module.UnixSystem().getUid() == 0;
  }

  /** Gives a tree to the unprivileged user, if one is needed. */
  static void own(Path tree) {
    if (!root()) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.setAttribute(path, "unix:uid", NOBODY);
        Files.setAttribute(path, "unix:gid", NOBODY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The command as it must be run.
   *
   * @param reached folders it has to reach; where a parent is closed to others (a checkout under
   *     {@code /root}), the process keeps the one capability that lets it pass
   */
  static List<String> command(List<String> command, Path... reached) {
    if (!root()) {
      return command;
    }
    List<String> wrapped =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    if (!Stream.of(reached).allMatch(Unprivileged::open)) {
      wrapped.add("--inh-caps=+dac_override");
      wrapped.add("--ambient-caps=+dac_override");
    }
    wrapped.add("--");
    wrapped.addAll(command);
    return wrapped;
  }

  private static boolean open(Path folder) {
    try {
      for (Path parent = folder.toRealPath().getParent();
          parent != null;
          parent = parent.getParent()) {
        if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
