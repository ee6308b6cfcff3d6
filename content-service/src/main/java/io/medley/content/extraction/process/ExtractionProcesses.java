package io.medley.content.extraction.process;

import io.medley.content.extraction.Details.Rendition;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.PageImage;
import io.medley.content.extraction.Extraction;
import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.ReadingJob;
import io.medley.content.extraction.ReadingJob.Answer;
import io.medley.content.extraction.ReadingJob.Refused;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads files in processes of their own, a bounded number at a time. A file that loops, crashes or
 * exhausts its process costs that process and is refused; no other file notices.
 */
final class ExtractionProcesses implements Extraction, AutoCloseable {

  private final ExtractionSettings settings;
  private final List<String> command;
  private final ObjectStore store;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Semaphore places;
  private final ConcurrentLinkedDeque<ReadingProcess> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  ExtractionProcesses(ExtractionSettings settings, List<String> command, ObjectStore store) {
    this.settings = settings;
    this.command = List.copyOf(command);
    this.store = store;
    this.places = new Semaphore(settings.processes(), true);
  }

  /** Starts the spare processes ahead of the first file. */
  void warm() {
    for (int i = idle.size(); i < Math.min(settings.spare(), settings.processes()); i++) {
      keepSpare();
    }
  }

  /**
   * Starts one process unless enough wait already, or all places are busy: they give theirs back.
   */
  private void keepSpare() {
    if (closed || idle.size() >= settings.spare() || !places.tryAcquire()) {
      return;
    }
    try {
      ReadingProcess spare = ReadingProcess.start(command);
      idle.addLast(spare);
      if (closed) {
        close();
      }
    } finally {
      places.release();
    }
  }

  @Override
  public ExtractedFile read(Path file, String name) {
    Path output = createFolder();
    places.acquireUninterruptibly();
    try {
      ReadingProcess process = take();
      process.read(
          new ReadingJob(
              file.toAbsolutePath().toString(),
              name,
              output.toString(),
              settings.time().toSeconds() + 5,
              settings.limits()),
          settings.time(),
          settings.output().toBytes());
      giveBack(process);
      return accept(output);
    } finally {
      places.release();
      FileSystemUtils.deleteRecursively(output.toFile());
      if (idle.size() < settings.spare() && !closed) {
        // The next file should not pay for what this one cost.
        Thread.ofVirtual().name("spare-reading").start(this::keepSpare);
      }
    }
  }

  /** Processes that wait for a file. */
  List<Long> idleProcesses() {
    return idle.stream().map(ReadingProcess::pid).toList();
  }

  private ReadingProcess take() {
    for (ReadingProcess candidate = idle.pollFirst();
        candidate != null;
        candidate = idle.pollFirst()) {
      if (candidate.isUsable(settings.filesPerProcess())) {
        return candidate;
      }
      candidate.kill();
    }
    return ReadingProcess.start(command);
  }

  private void giveBack(ReadingProcess process) {
    if (process.isUsable(settings.filesPerProcess())) {
      idle.addFirst(process);
    } else {
      process.kill();
    }
  }

  /**
   * The answer comes from a process that a hostile file may have taken over: it is data, checked as
   * such.
   */
  private ExtractedFile accept(Path output) {
    try {
      Answer answer = json.readValue(output.resolve("result.json"), Answer.class);
      Refused refused = answer.refused();
      if (refused != null) {
        throw new FileRefused(refused.reason(), refused.message());
      }
      ExtractedFile file = answer.file();
      if (file == null) {
        throw new FileRefused(
            Reason.BROKEN, "The file could not be read; export it again and send that.");
      }
      List<PageImage> kept = new ArrayList<>();
      for (PageImage page : file.pages()) {
        Path image = output.resolve("page-" + page.number() + ".png");
        if (!Files.isRegularFile(image, LinkOption.NOFOLLOW_LINKS)) {
          throw new FileRefused(
              Reason.BROKEN,
              "Page %d could not be shown; export the piece again.".formatted(page.number()));
        }
        try (InputStream in = Files.newInputStream(image, LinkOption.NOFOLLOW_LINKS)) {
          kept.add(
              new PageImage(page.number(), store.put(in).sha256(), page.width(), page.height()));
        }
      }
      List<Rendition> renditions = new ArrayList<>();
      for (Rendition rendition : file.details().renditions()) {
        Path image = output.resolve(rendition.file()).normalize();
        if (!output.equals(image.getParent())
            || !Files.isRegularFile(image, LinkOption.NOFOLLOW_LINKS)) {
          throw new FileRefused(
              Reason.BROKEN, "The file could not be shown; export the piece again.");
        }
        try (InputStream in = Files.newInputStream(image, LinkOption.NOFOLLOW_LINKS)) {
          renditions.add(
              new Rendition(
                  rendition.kind(),
                  rendition.page(),
                  store.put(in).sha256(),
                  rendition.mediaType().equals("image/jpeg") ? "image/jpeg" : "image/png",
                  rendition.width(),
                  rendition.height()));
        }
      }
      return file.kept(kept, renditions);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (JacksonException nonsense) {
      throw new FileRefused(
          Reason.BROKEN, "The file could not be read; export it again and send that.");
    }
  }

  private static Path createFolder() {
    try {
      return Files.createTempDirectory("medley-reading-");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (ReadingProcess process = idle.pollFirst(); process != null; process = idle.pollFirst()) {
      process.kill();
    }
  }
}
