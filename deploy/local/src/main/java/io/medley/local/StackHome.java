package io.medley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder a stack lives in: {@code ports} (chosen once, kept), {@code secrets} (generated once,
 * readable by its owner only), {@code pids/}, {@code logs/} and {@code data/<server>/}. Two stacks
 * with two homes do not meet.
 */
public final class StackHome {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final boolean temporary;
  private final Map<String, Integer> settledPorts = new HashMap<>();

  private StackHome(Path folder, boolean temporary) {
    this.folder = folder;
    this.temporary = temporary;
    create(folder);
  }

  /** The stack kept in this folder, which is created if missing. */
  public static StackHome at(Path folder) {
    return new StackHome(folder.toAbsolutePath().normalize(), false);
  }

  /**
   * A home for this JVM alone, under the checkout's {@code .medley/runs}. Homes whose JVM died
   * without cleaning up are swept first: their servers are stopped and their folders deleted.
   */
  public static StackHome temporary() {
    Path runs = Artifacts.checkout().resolve(".medley").resolve("runs");
    create(runs);
    sweep(runs);
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    return new StackHome(
        runs.resolve(
            self.pid() + "-" + self.startTicks() + "-" + Long.toHexString(RANDOM.nextLong())),
        true);
  }

  /** The folder itself. */
  public Path folder() {
    return folder;
  }

  /** The folder of one server's data; created if missing. */
  public Path data(String server) {
    return create(folder.resolve("data").resolve(server));
  }

  /** The log file of one server; its folder exists. */
  public Path log(String server) {
    return create(folder.resolve("logs")).resolve(server + ".log");
  }

  /**
   * The port kept under this name; chosen at the first call ever, and again if another program
   * holds it at this object's first call; from then on it stays.
   */
  public int port(String name) {
    synchronized (StackHome.class) {
      Integer settled = settledPorts.get(name);
      if (settled != null) {
        return settled;
      }
      Map<String, String> ports = read("ports");
      String kept = ports.get(name);
      int port = kept == null ? 0 : Integer.parseInt(kept);
      if (port == 0 || !FreePorts.isFree(port)) {
        port = FreePorts.choose();
        ports.put(name, Integer.toString(port));
        write("ports", ports);
      }
      settledPorts.put(name, port);
      return port;
    }
  }

  /** The secret kept under this name: 32 hexadecimal digits, made at the first call. */
  public String secret(String name) {
    synchronized (StackHome.class) {
      Map<String, String> secrets = read("secrets");
      String kept = secrets.get(name);
      if (kept != null) {
        return kept;
      }
      byte[] bytes = new byte[16];
      RANDOM.nextBytes(bytes);
      String made = HexFormat.of().formatHex(bytes);
      secrets.put(name, made);
      write("secrets", secrets);
      return made;
    }
  }

  /**
   * Deletes a temporary home; a kept one stays as it is. Call it after its servers have been
   * closed.
   */
  public void discard() {
    if (temporary) {
      delete(folder);
    }
  }

  /**
   * Stops every process recorded in this home that is still the one recorded, this one excepted:
   * what a killed supervisor left.
   */
  public void stopLeftovers() {
    ChildProcess.stopRecorded(pids());
  }

  /**
   * Records this process under a name, so that a script can stop it and never a stranger with its
   * number.
   */
  public void recordThisProcess(String name) {
    ChildProcess.record(pids().resolve(name), ProcessHandle.current().pid(), "TERM");
  }

  /** Removes what {@link #recordThisProcess} wrote. */
  public void forgetThisProcess(String name) {
    delete(pids().resolve(name));
  }

  Path pids() {
    return create(folder.resolve("pids"));
  }

  private Map<String, String> read(String file) {
    Map<String, String> entries = new TreeMap<>();
    try (Stream<String> lines = Files.lines(folder.resolve(file), StandardCharsets.UTF_8)) {
      lines.forEach(
          line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
              entries.put(line.substring(0, equals), line.substring(equals + 1));
            }
          });
    } catch (NoSuchFileException firstUse) {
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  private void write(String file, Map<String, String> entries) {
    StringBuilder text = new StringBuilder();
    entries.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    try {
      Path next = folder.resolve(file + ".next");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(next, text, StandardCharsets.UTF_8);
      force(next);
      Files.move(
          next,
          folder.resolve(file),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a tree; what vanishes meanwhile is fine. */
  static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path folder, java.io.@org.jspecify.annotations.Nullable IOException problem)
                throws IOException {
              Files.deleteIfExists(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sweep(Path runs) {
    try (Stream<Path> homes = Files.list(runs)) {
      for (Path home : homes.toList()) {
        String[] parts = home.getFileName().toString().split("-");
        boolean ownerLives =
            parts.length == 3
                && ProcessIdentity.of(Long.parseLong(parts[0]))
                    .filter(owner -> owner.startTicks() == Long.parseLong(parts[1]))
                    .isPresent();
        if (!ownerLives) {
          ChildProcess.stopRecorded(home.resolve("pids"));
          delete(home);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
