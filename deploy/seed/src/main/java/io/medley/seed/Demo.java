package io.medley.seed;

import io.medley.seed.demo.DemoFailed;
import io.medley.seed.demo.Walk;
import io.medley.seed.http.ApiRefusal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./medley demo}: walks the whole road on the running stack and tells what happens as it
 * happens.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Walks the whole road with real files on the running stack.")
public final class Demo implements Callable<Integer> {

  @Option(names = "--json", description = "Ends with the figures of this run as one line of JSON.")
  private boolean json;

  @Parameters(
      arity = "0..1",
      paramLabel = "stack.json",
      description = "The running stack's description (default: ${DEFAULT-VALUE}).",
      defaultValue = ".medley/stack.json")
  private Path stack = Path.of(".medley/stack.json");

  private Demo() {}

  /**
   * Exit code 0 when the road was walked to its end; otherwise one sentence on standard error says
   * why not.
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Demo()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    try {
      new Walk(Stack.read(stack), out).walk(json);
      return 0;
    } catch (DemoFailed | ApiRefusal | IllegalStateException failure) {
      err.println("The demo stopped: " + failure.getMessage());
      return 1;
    }
  }
}
