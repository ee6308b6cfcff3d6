package io.medley.local.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One complete OpenSearch node on loopback, until the process is told to end. Arguments: data
 * folder, HTTP port, transport port, cluster name.
 */
public final class OpenSearchProgram {

  private OpenSearchProgram() {}

  /** Starts the node and stays. */
  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    OpenSearchRunner runner = new OpenSearchRunner();
    runner.onBuild(
        (number, settings) ->
            settings
                .put("http.port", arguments[1])
                .put("transport.port", arguments[2])
                .put("network.host", "127.0.0.1")
                .put("discovery.type", "single-node")
                // A nearly full laptop would turn every index read-only; the stack checks the disk.
                .put("cluster.routing.allocation.disk.threshold_enabled", false));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    runner.close();
                  } catch (IOException e) {
                    System.err.println("The node did not close in order: " + e.getMessage());
                  }
                  stopped.countDown();
                },
                "stop-opensearch"));
    runner.build(
        OpenSearchRunner.newConfigs()
            .basePath(folder.toString())
            .clusterName(arguments[3])
            .numOfNode(1)
            .pluginTypes(IndexStateManagementSetting.class.getName()));
    stopped.await();
  }
}
