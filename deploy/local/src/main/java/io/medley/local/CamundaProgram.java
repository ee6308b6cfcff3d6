package io.medley.local;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of one of the two programs in the Camunda archive. */
final class CamundaProgram {

  private CamundaProgram() {}

  /**
   * What the archive's own start script would run, with logs and relative paths in the program's
   * folder.
   */
  static List<String> command(
      Path distribution, Path folder, String name, String main, List<String> memory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(memory);
    command.addAll(
        List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-classpath",
            "%s:%s/*:%s"
                .formatted(
                    distribution.resolve("config"), distribution.resolve("lib"), exporters()),
            "-Dapp.name=" + name,
            "-Dapp.home=" + folder,
            "-Dapp.repo=" + distribution.resolve("lib"),
            "-Dbasedir=" + folder,
            main));
    return command;
  }

  /** Where the broker finds what runs inside it. */
  private static Path exporters() {
    try {
      return Path.of(
          CamundaProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Not a path", e);
    }
  }
}
