package io.medley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Elasticsearch 9.5 on a loopback port: one node, no security, 768 MB of heap, data kept in
 * its home.
 */
public final class ElasticsearchServer extends RunningServer {

  private static final String HEAP = "-Xms768m -Xmx768m";

  private final URI url;

  private ElasticsearchServer(ServerRun run, URI url) {
    super(run);
    this.url = url;
  }

  /**
   * Starts the node kept in this home and returns when its cluster is yellow or better and takes
   * writes.
   */
  public static ElasticsearchServer start(StackHome home) {
    URI url = address(home);
    ElasticsearchServer server =
        switch (StackKind.chosen()) {
          case LOCAL -> process(home, url);
          case CONTAINERS -> container(home, url);
        };
    server.awaitReady(
        Duration.ofMinutes(5),
        () ->
            Http.get(url.resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"))
                .body()
                .contains("\"timed_out\":false"));
    return server;
  }

  private static ElasticsearchServer container(StackHome home, URI url) {
    return new ElasticsearchServer(
        ServerContainer.start(
            home,
            "elasticsearch",
            new ServerContainer.Recipe(
                Artifacts.image("elasticsearch"),
                "/usr/share/elasticsearch/data",
                Map.of(9200, url.getPort()),
                Map.of(
                    "cluster.name", "medley",
                    "node.name", "medley",
                    "discovery.type", "single-node",
                    "xpack.security.enabled", "false",
                    "cluster.routing.allocation.disk.threshold_enabled", "false",
                    "ES_JAVA_OPTS", HEAP),
                List.of())),
        url);
  }

  private static ElasticsearchServer process(StackHome home, URI url) {
    Path distribution = Artifacts.elasticsearch();
    Path folder = home.data("elasticsearch");
    configure(distribution, folder, url.getPort(), home.port("elasticsearch.transport"));
    Unprivileged.own(folder);
    ChildProcess process =
        ChildProcess.start(
            home,
            "elasticsearch",
            Unprivileged.command(
                List.of(
                    distribution.resolve("bin/elasticsearch").toString(),
                    "-p",
                    folder.resolve("pid").toString()),
                distribution.resolve("bin"),
                folder,
                Path.of(System.getProperty("java.home"), "bin")),
            Map.of(
                "ES_JAVA_HOME", System.getProperty("java.home"),
                "ES_PATH_CONF", folder.resolve("config").toString(),
                "ES_TMPDIR", folder.resolve("tmp").toString(),
                "ES_JAVA_OPTS", HEAP),
            folder,
            "TERM");
    return new ElasticsearchServer(process, url);
  }

  /** The address it has, or will have, in this home; so that others can be told before it is up. */
  public static URI address(StackHome home) {
    return URI.create("http://127.0.0.1:" + home.port("elasticsearch"));
  }

  private static void configure(Path distribution, Path folder, int port, int transport) {
    try {
      Path config = StackHome.create(folder.resolve("config"));
      StackHome.create(config.resolve("jvm.options.d"));
      Path tmp = folder.resolve("tmp");
      if (Files.exists(tmp)) {
        StackHome.delete(tmp);
      }
      StackHome.create(tmp);
      Files.writeString(
          config.resolve("elasticsearch.yml"),
          """
          cluster.name: medley
          node.name: medley
          discovery.type: single-node
          network.host: 127.0.0.1
          http.port: %d
          transport.port: %d
          path.data: %s
          path.logs: %s
          xpack.security.enabled: false
          # On a nearly full laptop the watermarks would turn every index read-only; ./medley checks the disk itself.
          cluster.routing.allocation.disk.threshold_enabled: false
          """
              .formatted(port, transport, folder.resolve("data"), folder.resolve("logs")));
      try (Stream<String> options = Files.lines(distribution.resolve("config/jvm.options"))) {
        // Without the garbage collector's log, which would land in the shared distribution.
        Files.write(
            config.resolve("jvm.options"),
            options.filter(line -> !line.contains("-Xlog:gc")).toList());
      }
      Files.writeString(
          config.resolve("log4j2.properties"),
          """
          status = error
          appender.console.type = Console
          appender.console.name = console
          appender.console.layout.type = PatternLayout
          appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
          rootLogger.level = info
          rootLogger.appenderRef.console.ref = console
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its HTTP address, without a trailing slash. */
  public URI url() {
    return url;
  }
}
