package io.medley.local;

import java.nio.file.Path;
import java.time.Duration;

/** A server that runs outside this JVM. */
abstract class RunningServer implements LocalServer {

  private final ServerRun run;

  RunningServer(ServerRun run) {
    this.run = run;
  }

  /** Waits until the probe says yes; stops the server and says so if it does not in time. */
  final void awaitReady(Duration limit, ServerRun.Probe probe) {
    run.awaitReady(limit, probe);
  }

  @Override
  public String name() {
    return run.name();
  }

  @Override
  public Path log() {
    return run.log();
  }

  @Override
  public boolean isRunning() {
    return run.isAlive();
  }

  @Override
  public void close() {
    run.close();
  }

  /**
   * Ends the server as a crash would ({@code kill -9}); a server started in the same home recovers
   * its data.
   */
  public void kill() {
    run.kill();
  }
}
