package io.medley.platform.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Connections outside the pool, for what must last as long as a session: a lock, a {@code LISTEN}.
 */
@FunctionalInterface
public interface OwnConnections {

  /** Opens a new connection, auto-commit on; the caller closes it. */
  Connection open() throws SQLException;

  /** Connections to this address; a dead peer is noticed by TCP keep-alive. */
  static OwnConnections to(String url, @Nullable String user, @Nullable String password) {
    return () -> {
      Properties properties = new Properties();
      if (user != null) {
        properties.setProperty("user", user);
      }
      if (password != null) {
        properties.setProperty("password", password);
      }
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("ApplicationName", "medley-session");
      return DriverManager.getConnection(url, properties);
    };
  }
}
