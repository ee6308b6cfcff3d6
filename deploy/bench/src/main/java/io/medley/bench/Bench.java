package io.medley.bench;

import io.medley.bench.content.ContentBench;
import io.medley.bench.journey.JourneyBench;
import io.medley.bench.review.ReviewBench;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures. {@code [content] [review] [journeys] [--json] [--quick] [--only=NAME,NAME]
 * [--documents=N]}. With {@code --json} the last line is one array of figures. Exit 1 if a target
 * was missed.
 */
public final class Bench {

  private static final String ONLY = "--only=";
  private static final String DOCUMENTS = "--documents=";
  private static final String STACK = "--stack=";

  private Bench() {}

  /** Runs the named benches; without a name, the content's. */
  public static void main(String[] arguments) throws Exception {
    List<String> given = new ArrayList<>(Arrays.asList(arguments));
    boolean json = given.remove("--json");
    boolean quick = given.remove("--quick");
    Wanted wanted = new Wanted(List.of(option(given, ONLY, "").split(",")));
    String documents = option(given, DOCUMENTS, quick ? "10000" : "100000");
    if (!documents.matches("[1-9]\\d{2,6}")) {
      refuse("--documents wants a number from 100 on, not " + documents + ".");
    }
    String stack = option(given, STACK, "");
    List<String> all = new ArrayList<>(ContentBench.PARTS);
    all.addAll(ReviewBench.PARTS);
    all.addAll(JourneyBench.PARTS);
    for (String name : wanted.names()) {
      if (all.stream().noneMatch(part -> part.startsWith(name))) {
        refuse("There is no figure " + name + ": choose of " + all + ".");
      }
    }
    boolean review = given.remove("review");
    boolean journeys = given.remove("journeys");
    boolean content = given.remove("content") || !(review || journeys);
    if (journeys && stack.isEmpty()) {
      refuse("Journeys are measured on a running stack: name its file with " + STACK + "FILE.");
    }
    if (!given.isEmpty()) {
      refuse(
          "Not understood: "
              + String.join(" ", given)
              + ". Usage: ./medley bench [content] [review] [journeys] [--json] [--quick] [--only=NAME,NAME]"
              + " [--documents=N]");
    }
    // What libraries print must not stand between the figures.
    PrintStream out = System.out;
    System.setOut(System.err);
    Protocol protocol = quick ? Protocol.quick() : Protocol.full();
    List<Figure> figures = new ArrayList<>();
    if (content && wanted.anyOf(ContentBench.PARTS)) {
      try (ContentBench bench =
          ContentBench.start(protocol, Integer.parseInt(documents), wanted, out)) {
        figures.addAll(bench.run());
      }
    }
    if (review && wanted.anyOf(ReviewBench.PARTS)) {
      try (ReviewBench bench = ReviewBench.start(protocol, wanted, out)) {
        figures.addAll(bench.run());
      }
    }
    if (journeys && wanted.anyOf(JourneyBench.PARTS)) {
      try (JourneyBench bench = JourneyBench.on(Path.of(stack), protocol, wanted, out)) {
        figures.addAll(bench.run());
      }
    }
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(figures));
    }
    out.flush();
    System.exit(figures.stream().allMatch(Figure::ok) ? 0 : 1);
  }

  private static String option(List<String> given, String name, String otherwise) {
    String value = otherwise;
    for (String option : List.copyOf(given)) {
      if (option.startsWith(name)) {
        value = option.substring(name.length());
        given.remove(option);
      }
    }
    return value;
  }

  private static void refuse(String why) {
    System.err.println(why);
    System.exit(2);
  }
}
