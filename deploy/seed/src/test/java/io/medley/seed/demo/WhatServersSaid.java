package io.medley.seed.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Prints, when a test of this module fails, what the servers complained of and how far Tasklist has
 * read: their folder is gone when the JVM ends, and a machine that failed may not fail again.
 */
public final class WhatServersSaid implements AfterTestExecutionCallback {

  private static final Pattern ERROR = Pattern.compile("\\bERROR\\b|OutOfMemoryError");
  private static final int ERRORS = 5;
  private static final int WIDTH = 400;

  /** What Tasklist noted per kind of record, and the newest task that was sent to it. */
  private static final List<String> POSITIONS =
      List.of(
          "/tasklist-import-position*/_search?size=50&filter_path=hits.hits._source",
          "/zeebe-record_user-task*/_search?size=1&sort=position:desc"
              + "&filter_path=hits.hits._source.position,hits.hits._source.sequence");

  @Override
  public void afterTestExecution(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      FullStack.started().ifPresent(stack -> tell(test.getDisplayName(), stack));
    }
  }

  private static void tell(String test, FullStack stack) {
    System.err.println("What the servers complained of before " + test + " failed:");
    try (Stream<Path> files = Files.list(stack.logs())) {
      files.sorted().forEach(WhatServersSaid::complaints);
    } catch (IOException unreadable) {
      System.err.println("The logs cannot be listed: " + unreadable.getMessage());
    }
    System.err.println("How far Tasklist has read what the broker sent it:");
    POSITIONS.forEach(question -> System.err.println(ask(stack.server("opensearch"), question)));
  }

  /** Their last errors; some logs name what happened on the line after. */
  private static void complaints(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      List<Integer> errors =
          IntStream.range(0, lines.size() - 1)
              .filter(line -> ERROR.matcher(lines.get(line)).find())
              .boxed()
              .toList();
      for (int error : errors.subList(Math.max(0, errors.size() - ERRORS), errors.size())) {
        String said = lines.get(error) + lines.get(error + 1);
        System.err.println(
            log.getFileName() + ": " + said.substring(0, Math.min(WIDTH, said.length())));
      }
    } catch (IOException unreadable) {
      System.err.println(log.getFileName() + " cannot be read: " + unreadable.getMessage());
    }
  }

  private static String ask(URI openSearch, String question) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(openSearch.resolve(question))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException silent) {
      return question + ": " + silent.getMessage();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return question + ": interrupted";
    }
  }
}
