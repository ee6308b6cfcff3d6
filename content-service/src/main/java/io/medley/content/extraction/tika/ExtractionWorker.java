package io.medley.content.extraction.tika;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.ReadingJob;
import io.medley.content.extraction.ReadingJob.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import javax.imageio.ImageIO;
import tools.jackson.databind.json.JsonMapper;

/**
 * Main class of a reading process: takes one {@link ReadingJob} per line, writes its answer beside
 * the images, says {@code done}. Ends with its parent, and by itself when one file takes too long.
 */
public final class ExtractionWorker {

  /** What is said on standard output when the process can take its first job. */
  public static final String READY = "ready";

  /** What is said on standard output when a job's answer is complete. */
  public static final String DONE = "done";

  private final JsonMapper json = JsonMapper.builder().build();
  private final FormatDecision decision = new FormatDecision();
  private final DocumentProperties properties = new DocumentProperties();

  private ExtractionWorker() {}

  public static void main(String[] arguments) throws IOException {
    // Libraries print; only the protocol may use standard output.
    PrintStream protocol = System.out;
    System.setOut(System.err);
    ImageIO.setUseCache(false);
    Thread.ofPlatform().daemon().name("parent-watch").start(ExtractionWorker::endWithParent);
    ExtractionWorker worker = new ExtractionWorker();
    Timer lastResort = new Timer("last-resort", true);
    protocol.println(READY);
    protocol.flush();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      ReadingJob job = worker.json.readValue(line, ReadingJob.class);
      TimerTask end = halt();
      lastResort.schedule(end, Duration.ofSeconds(job.seconds()).toMillis());
      Answer answer = worker.read(job);
      worker.json.writeValue(Path.of(job.output(), "result.json"), answer);
      end.cancel();
      protocol.println(DONE);
      protocol.flush();
      if (VideoPoster.isStillDrawing()) {
        // The answer is out; a thread that never ends is no company for the next file.
        Runtime.getRuntime().halt(0);
      }
    }
  }

  private Answer read(ReadingJob job) {
    Path file = Path.of(job.file());
    Reading reading = new Reading(job.limits(), Path.of(job.output()));
    try {
      ContentFormat format = decision.decide(file, job.name(), job.limits());
      try {
        Readers.of(format).read(file, reading);
        OoxmlCharts.read(file, format, reading);
        OoxmlMedia.read(file, format, reading);
      } catch (IOException | RuntimeException damaged) {
        if (damaged instanceof Refused refused) {
          throw refused;
        }
        System.err.println("Not readable as " + format + ": " + damaged);
        throw new Refused(
            Reason.BROKEN,
            "“%s” is damaged: it cannot be read as %s. Open it, save it again and send that."
                .formatted(job.name(), format.described()));
      }
      properties.read(file, format, reading);
      ExtractedFile extracted = reading.as(format);
      return new Answer(extracted, null);
    } catch (Refused refused) {
      return refused(refused.reason(), String.valueOf(refused.getMessage()));
    } catch (StackOverflowError tooDeep) {
      return refused(
          Reason.EXTRACTION_LIMIT,
          "The file is nested too deeply to be read; simplify it and send it again.");
    } catch (IOException unreadable) {
      System.err.println(unreadable);
      return refused(Reason.BROKEN, "The file cannot be read; send it again.");
    }
  }

  private static Answer refused(Reason reason, String message) {
    return new Answer(null, new ReadingJob.Refused(reason, message));
  }

  private static void endWithParent() {
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
    Runtime.getRuntime().halt(4);
  }

  private static TimerTask halt() {
    return new TimerTask() {
      @Override
      public void run() {
        Runtime.getRuntime().halt(5);
      }
    };
  }
}
