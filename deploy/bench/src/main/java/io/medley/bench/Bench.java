package io.medley.bench;

import io.medley.bench.content.ContentBench;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures. {@code [name] [--json] [--quick] [--documents=N]}: the only bench yet is {@code
 * content}. With {@code --json} the last line is one array of figures. Exit 1 if a target was
 * missed.
 */
public final class Bench {

  private Bench() {}

  /** Runs the named bench, or all of them. */
  public static void main(String[] arguments) throws Exception {
    List<String> given = new ArrayList<>(Arrays.asList(arguments));
    boolean json = given.remove("--json");
    boolean quick = given.remove("--quick");
    int documents = quick ? 10_000 : 100_000;
    for (String option : List.copyOf(given)) {
      if (option.startsWith("--documents=")) {
        documents = Integer.parseInt(option.substring("--documents=".length()));
        given.remove(option);
      }
    }
    String only = "";
    for (String option : List.copyOf(given)) {
      if (option.startsWith("--only=")) {
        only = option.substring("--only=".length());
        given.remove(option);
      }
    }
    if (given.stream().anyMatch(name -> !name.equals("content"))) {
      System.err.println("There is no bench " + given + ": the name is content.");
      System.exit(2);
    }
    // What libraries print must not stand between the figures.
    PrintStream out = System.out;
    System.setOut(System.err);
    Protocol protocol = quick ? Protocol.quick() : Protocol.full();
    List<Figure> figures;
    try (ContentBench bench = ContentBench.start(protocol, documents, only, out)) {
      figures = bench.run();
    }
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(figures));
    }
    out.flush();
    System.exit(figures.stream().allMatch(Figure::ok) ? 0 : 1);
  }
}
