package io.medley.local.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the build made of this checkout. */
record Jars(Path checkout) {

  /** The runnable jar of {@code content} or {@code campaign}. */
  Path service(String name) {
    Path target = checkout.resolve(name + "-service").resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.toString().endsWith("-exec.jar"))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException(name + "-service is not built: run ./mvnw package."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that runs a main class of deploy/seed. */
  List<String> seed(String mainClass) {
    Path target = checkout.resolve("deploy/seed/target");
    try {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx512m",
          "-cp",
          target.resolve("classes")
              + ":"
              + Files.readString(target.resolve("runtime.classpath")).strip(),
          mainClass);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether deploy/seed has this main class. */
  boolean hasSeed(String mainClass) {
    return Files.exists(
        checkout
            .resolve("deploy/seed/target/classes")
            .resolve(mainClass.replace('.', '/') + ".class"));
  }
}
