package io.medley.seed;

import io.medley.seed.http.Api;
import io.medley.seed.http.ApiRefusal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Seeds the running stack over the services' own APIs; running it again changes nothing. */
@Command(
    name = "seed",
    mixinStandardHelpOptions = true,
    description = "Seeds demo people's authority and the fictional product.")
public final class Seeder implements Callable<Integer> {

  private static final String ADMINISTRATOR = "ada.admin";

  @Parameters(
      arity = "0..1",
      paramLabel = "stack.json",
      description = "The running stack's description (default: ${DEFAULT-VALUE}).",
      defaultValue = ".medley/stack.json")
  private Path stack = Path.of(".medley/stack.json");

  private Seeder() {}

  /**
   * Exit code 0 when everything is there; otherwise one sentence on standard error says why not.
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Seeder()).execute(arguments));
  }

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    try {
      Doors doors = new Doors(Stack.read(stack));
      Api content = doors.api("content", ADMINISTRATOR);
      int granted =
          Seeding.authorities(content) + Seeding.authorities(doors.api("campaign", ADMINISTRATOR));
      Seeding.training(content);
      Seeding.productMaster(content);
      int claims = Seeding.claims(content);
      out.println(
          "Seeded: %d new grants, product master in place, %d claims new or changed."
              .formatted(granted, claims));
      return 0;
    } catch (ApiRefusal | IllegalStateException failure) {
      err.println("Seeding stopped: " + failure.getMessage());
      return 1;
    }
  }
}
