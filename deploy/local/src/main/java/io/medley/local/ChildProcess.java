package io.medley.local;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server's process. It is recorded as {@code pids/<name>} (pid, start ticks, boot, stop signal),
 * so that it can be stopped also when the JVM that started it is gone, and a stranger with the same
 * number never is.
 */
final class ChildProcess implements ServerRun {

  private static final long ROTATE_AT = 20L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Path log;
  private final Path record;
  private final Process process;
  private final String signal;

  private ChildProcess(String name, Path log, Path record, Process process, String signal) {
    this.name = name;
    this.log = log;
    this.record = record;
    this.process = process;
    this.signal = signal;
  }

  /**
   * Starts a process with a nearly empty environment of its own.
   *
   * @param environment what it needs beyond PATH, HOME and the language
   * @param signal what stops it in good order, e.g. {@code TERM}
   */
  static ChildProcess start(
      StackHome home,
      String name,
      List<String> command,
      Map<String, String> environment,
      Path workFolder,
      String signal) {
    Path log = home.log(name);
    try {
      if (Files.exists(log) && Files.size(log) > ROTATE_AT) {
        Files.move(log, log.resolveSibling(name + ".1.log"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(workFolder.toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
      builder.environment().put("LANG", "C.UTF-8");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      Path record = home.pids().resolve(name);
      record(record, process.pid(), signal);
      return new ChildProcess(name, log, record, process, signal);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  /** Writes down a process so that {@link #stopRecorded} and {@code ./medley down} recognise it. */
  static void record(Path record, long pid, String signal) {
    ProcessIdentity.of(pid)
        .ifPresent(
            identity -> {
              try {
                Files.writeString(
                    record,
                    identity.pid()
                        + " "
                        + identity.startTicks()
                        + " "
                        + ProcessIdentity.boot()
                        + " "
                        + signal
                        + "\n");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  boolean waitFor(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public int exitValue() {
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  /** Stops the process and what it started. */
  @Override
  public void close() {
    List<ProcessHandle> family =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    try {
      if (process.isAlive()) {
        signal(process.pid(), signal);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
      for (ProcessHandle member : family) {
        if (member.isAlive()) {
          member.destroyForcibly();
        }
      }
      Files.deleteIfExists(record);
    } catch (InterruptedException e) {
      family.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process at once, as a crash would ({@code kill -9}). */
  @Override
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops every process recorded in this folder that is still the one recorded, e.g. after its
   * starter was killed.
   */
  static void stopRecorded(Path pids) {
    if (!Files.isDirectory(pids)) {
      return;
    }
    try (Stream<Path> records = Files.list(pids)) {
      for (Path record : records.toList()) {
        stopRecord(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stopRecord(Path record) throws IOException {
    String[] fields = Files.readString(record).strip().split(" ");
    if (fields.length == 4
        && fields[2].equals(ProcessIdentity.boot())
        && Long.parseLong(fields[0]) != ProcessHandle.current().pid()) {
      var identity = new ProcessIdentity(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
      Optional<ProcessHandle> handle =
          ProcessHandle.of(identity.pid()).filter(h -> identity.isAlive());
      if (handle.isPresent()) {
        List<ProcessHandle> family =
            Stream.concat(handle.stream(), handle.get().descendants()).toList();
        signal(identity.pid(), fields[3]);
        try {
          handle.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
            | java.util.concurrent.TimeoutException stubborn) {
          // Killed below.
        }
        for (ProcessHandle member : family) {
          member.destroyForcibly();
        }
      }
    }
    Files.deleteIfExists(record);
  }

  private static void signal(long pid, String signal) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last lines of a log, for an error message. */
  static String tail(Path log, int lines) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - 16_384);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      return "(no log at " + log + ")";
    }
  }
}
