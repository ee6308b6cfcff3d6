package io.medley.local;

import java.nio.file.Path;

/** A server of the local stack that runs from construction until {@link #close()}. */
public interface LocalServer extends AutoCloseable {

  /** The name people meet in {@code ./medley status} and {@code ./medley logs}. */
  String name();

  /** Where its output goes. */
  Path log();

  /** Whether its process (or its listener, for a server inside this JVM) is still there. */
  boolean isRunning();

  /**
   * Stops it in good order and waits until it is gone; its data stays. Closing twice does nothing.
   */
  @Override
  void close();
}
