package io.medley.content.extraction.process;

import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.ReadingJob;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** One reading process. Not for two threads at once. */
final class ReadingProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ReadingProcess.class);
  private static final String READY = "ready";
  private static final String DONE = "done";
  private static final Duration START = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  private final Process process;
  private final BufferedWriter commands;
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);
  private int files;

  private ReadingProcess(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().name("reading-answers-" + process.pid()).start(this::listen);
    Thread.ofVirtual().name("reading-log-" + process.pid()).start(this::log);
  }

  /** Starts a process and waits until it can take a job. */
  static ReadingProcess start(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      // Credentials come to this service through its environment; a file's reader has no business
      // with them.
      builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "TZ"));
      ReadingProcess started = new ReadingProcess(builder.start());
      if (!READY.equals(started.answer(START))) {
        started.kill();
        throw new IllegalStateException(
            "The reading process does not start: " + String.join(" ", command));
      }
      return started;
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  boolean isUsable(int filesAtMost) {
    return process.isAlive() && files < filesAtMost;
  }

  /**
   * Lets the process do one job.
   *
   * @throws FileRefused if the file was too much for it; the process is dead then
   */
  void read(ReadingJob job, Duration time, long outputBytes) {
    files++;
    try {
      commands.write(JSON.writeValueAsString(job));
      commands.newLine();
      commands.flush();
      long end = System.nanoTime() + time.toNanos();
      while (true) {
        String answer = answer(Duration.ofMillis(200));
        if (DONE.equals(answer)) {
          return;
        }
        if (!process.isAlive() && answers.isEmpty()) {
          throw died(job);
        }
        if (System.nanoTime() > end) {
          throw given("took longer than %d seconds to read".formatted(time.toSeconds()), job);
        }
        if (size(Path.of(job.output())) > outputBytes) {
          throw given("grew beyond %,d MB while it was read".formatted(outputBytes >> 20), job);
        }
      }
    } catch (IOException pipeBroken) {
      throw died(job);
    } finally {
      if (!process.isAlive()) {
        kill();
      }
    }
  }

  private FileRefused died(ReadingJob job) {
    boolean memory = false;
    try {
      memory = process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == OUT_OF_MEMORY;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    kill();
    return memory
        ? given("needed more memory than any real piece does", job)
        : given("stopped the program that reads it", job);
  }

  private FileRefused given(String what, ReadingJob job) {
    kill();
    LOG.warn("Reading process {} given up: “{}” {}", process.pid(), job.name(), what);
    return new FileRefused(
        Reason.EXTRACTION_LIMIT,
        "“%s” %s. Export it again in a simpler form, or split it.".formatted(job.name(), what));
  }

  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  long pid() {
    return process.pid();
  }

  private @Nullable String answer(Duration time) {
    try {
      return answers.poll(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      kill();
      throw new IllegalStateException("Interrupted while a file was read", interrupted);
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 256)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!answers.offer(line)) {
          LOG.warn("Reading process {} talks out of turn", process.pid());
          process.destroyForcibly();
        }
      }
    } catch (IOException ended) {
      LOG.debug("Reading process {} ended", process.pid());
    }
  }

  private void log() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LOG.debug("Reading process {}: {}", process.pid(), line);
      }
    } catch (IOException ended) {
      LOG.debug("Reading process {} ended", process.pid());
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
