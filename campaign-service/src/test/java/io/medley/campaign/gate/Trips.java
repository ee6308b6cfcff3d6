package io.medley.campaign.gate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Notes what is sent to the database by the calling thread: one text for each trip, which may hold
 * several statements.
 */
final class Trips implements BeanPostProcessor {

  /** The setting that switches it on. */
  static final String COUNTED = "medley.test.count-trips";

  private static final ThreadLocal<List<String>> NOTED = ThreadLocal.withInitial(ArrayList::new);

  /** What the work sends from this thread. */
  static List<String> of(Runnable work) {
    NOTED.get().clear();
    work.run();
    return List.copyOf(NOTED.get());
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource pool ? new Noting(pool) : bean;
  }

  private static final class Noting extends DelegatingDataSource {
    Noting(DataSource pool) {
      super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("prepareStatement")) {
                  NOTED.get().add(((String) arguments[0]).strip());
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException failed) {
                  throw failed.getCause();
                }
              });
    }
  }
}
