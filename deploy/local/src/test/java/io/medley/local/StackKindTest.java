package io.medley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackKindTest {

  @Test
  void shouldRunServersWithoutContainersUnlessTheyAreAskedFor() {
    assertThat(StackKind.of(null)).isEqualTo(StackKind.LOCAL);
    assertThat(StackKind.of("local")).isEqualTo(StackKind.LOCAL);
    assertThat(StackKind.of("containers")).isEqualTo(StackKind.CONTAINERS);
  }

  @Test
  void shouldRefuseAStackThereIsNot() {
    assertThatThrownBy(() -> StackKind.of("docker"))
        .hasMessage("MEDLEY_STACK is “docker”, but must be local or containers.");
  }

  /** In a process of its own, because that is where the setting is read; nothing listens there. */
  @Test
  void shouldSayInOneSentenceThatNoDockerAnswers(@TempDir Path folder)
      throws IOException, InterruptedException {
    String nowhere = "tcp://127.0.0.1:" + FreePorts.choose();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                StartsPostgres.class.getName(),
                folder.toString())
            .redirectErrorStream(true);
    builder.environment().put("MEDLEY_STACK", "containers");
    builder.environment().put("DOCKER_HOST", nowhere);

    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(said)
        .isEqualToIgnoringNewLines(
            "MEDLEY_STACK=containers needs Docker, and none answers at "
                + nowhere
                + ": start it, or leave MEDLEY_STACK out to run the same products without"
                + " containers.");
  }

  /** Starts PostgreSQL as any test would, and says what came in the way. */
  static final class StartsPostgres {

    private StartsPostgres() {}

    public static void main(String[] arguments) {
      try {
        PostgresServer.start(StackHome.at(Path.of(arguments[0]))).close();
      } catch (ServerDidNotStart refused) {
        System.out.println(refused.getMessage());
        System.exit(1);
      }
    }
  }
}
