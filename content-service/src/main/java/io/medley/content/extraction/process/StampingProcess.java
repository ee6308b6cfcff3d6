package io.medley.content.extraction.process;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.MetadataStamping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stamps each file in a process of its own, which is killed when it takes too long. */
@Component
class StampingProcess implements MetadataStamping {

  private static final Logger LOG = LoggerFactory.getLogger(StampingProcess.class);

  /** Named, not referenced: nothing of the readers' libraries is loaded into this process. */
  private static final String STAMPER = "io.medley.content.extraction.tika.MetadataStamper";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int AT_ONCE = 2;

  private final ExtractionSettings settings;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  StampingProcess(ExtractionSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean stamp(ContentFormat format, Path original, String packet, Path copy) {
    Path xmp = copy.resolveSibling(copy.getFileName() + ".xmp");
    try {
      places.acquire();
      try {
        Files.writeString(xmp, packet);
        return run(format, original, xmp, copy);
      } finally {
        places.release();
        Files.deleteIfExists(xmp);
      }
    } catch (IOException notWritten) {
      throw new UncheckedIOException(notWritten);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a copy was written", interrupted);
    }
  }

  private boolean run(ContentFormat format, Path original, Path xmp, Path copy)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            ReadingCommand.of(
                STAMPER, System.getProperty("java.class.path"), settings.memory().toMegabytes()));
    command.addAll(List.of(format.name(), original.toString(), xmp.toString(), copy.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL", "TZ"));
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Writing metadata into a copy took longer than {}; given up", PATIENCE);
        return false;
      }
      return process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }
}
