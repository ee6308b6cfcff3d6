package io.medley.platform.jdbc;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Advisory locks, and connections outside the pool. */
@AutoConfiguration(after = {DataSourceAutoConfiguration.class, JdbcClientAutoConfiguration.class})
class JdbcAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  OwnConnections ownConnections(JdbcConnectionDetails details) {
    return OwnConnections.to(details.getJdbcUrl(), details.getUsername(), details.getPassword());
  }

  @Bean
  @ConditionalOnMissingBean
  AdvisoryLocks advisoryLocks(JdbcClient jdbc, OwnConnections connections) {
    return new PostgresAdvisoryLocks(jdbc, connections);
  }
}
