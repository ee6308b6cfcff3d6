package io.medley.content.extraction.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** The command line of a reading process: this service's own classes under another main class. */
final class ReadingCommand {

  private static final String LAUNCHER =
      "org.springframework.boot.loader.launch.PropertiesLauncher";

  private ReadingCommand() {}

  /**
   * Command that starts {@code mainClass} from {@code classPath}, be it folders and jars or one
   * executable jar.
   */
  static List<String> of(String mainClass, String classPath, long heapMegabytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-Xss2m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:MaxMetaspaceSize=256m");
    command.add("-XX:MaxDirectMemorySize=64m");
    // Nothing a file does may reach another process, or be reached by one.
    command.add("-XX:+DisableAttachMechanism");
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    // PDFBox and POI otherwise log every oddity of a font to standard error.
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(classPath);
    if (isExecutableJar(classPath)) {
      command.add("-Dloader.main=" + mainClass);
      command.add(LAUNCHER);
    } else {
      command.add(mainClass);
    }
    return command;
  }

  private static boolean isExecutableJar(String classPath) {
    if (!classPath.endsWith(".jar") || classPath.contains(java.io.File.pathSeparator)) {
      return false;
    }
    try (JarFile jar = new JarFile(classPath)) {
      return jar.getEntry("BOOT-INF/classes/") != null;
    } catch (IOException notAJar) {
      return false;
    }
  }
}
