package io.medley.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The OpenSearch node Camunda Tasklist stores in, in a JVM of its own: nothing of Medley's is kept
 * there.
 */
public final class OpenSearchNode extends RunningServer {

  /** The cluster's name; Tasklist refuses one that differs from what it was told. */
  static final String CLUSTER = "medley-tasklist";

  private static final String PROGRAM = "io.medley.local.opensearch.OpenSearchProgram";
  private static final String LIBRARIES = "/io/medley/local/opensearch/libraries.classpath";

  private final URI url;

  private OpenSearchNode(ChildProcess process, URI url) {
    super(process);
    this.url = url;
  }

  /** Starts the node kept in this home and returns when its cluster is yellow or better. */
  public static OpenSearchNode start(StackHome home) {
    Path folder = home.data("opensearch");
    URI url = address(home);
    ChildProcess process =
        ChildProcess.start(
            home,
            "opensearch",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx768m",
                "-XX:+ExitOnOutOfMemoryError",
                "-classpath",
                classpath(),
                PROGRAM,
                folder.toString(),
                Integer.toString(url.getPort()),
                Integer.toString(home.port("opensearch.transport")),
                CLUSTER),
            Map.of(),
            folder,
            "TERM");
    process.awaitReady(
        Duration.ofMinutes(5),
        () ->
            Http.get(url.resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"))
                .body()
                .contains("\"timed_out\":false"));
    return new OpenSearchNode(process, url);
  }

  /** The address it has, or will have, in this home; so that others can be told before it is up. */
  public static URI address(StackHome home) {
    return URI.create("http://127.0.0.1:" + home.port("opensearch"));
  }

  private static String classpath() {
    URL libraries = Objects.requireNonNull(OpenSearchNode.class.getResource(LIBRARIES), LIBRARIES);
    try (InputStream in = libraries.openStream()) {
      String listed = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Path.of(
              Class.forName(PROGRAM, false, OpenSearchNode.class.getClassLoader())
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI())
          + ":"
          + listed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException | ClassNotFoundException e) {
      throw new IllegalStateException("OpenSearch's program is not on the class path.", e);
    }
  }

  /** Its HTTP address, without a trailing slash. */
  public URI url() {
    return url;
  }
}
