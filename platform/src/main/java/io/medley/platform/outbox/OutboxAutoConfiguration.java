package io.medley.platform.outbox;

import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.jdbc.OwnConnections;
import io.medley.platform.time.RealTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox, its feed, and the relay unless {@code medley.background.enabled=false}. */
@AutoConfiguration(
    after = {
      JdbcClientAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class
    })
@EnableConfigurationProperties(OutboxProperties.class)
class OutboxAutoConfiguration {

  @Bean
  Outbox outbox(JdbcClient jdbc, RealTime realTime) {
    return new JdbcOutbox(jdbc, realTime);
  }

  @Bean
  News outboxNews() {
    return new News();
  }

  @Bean
  ChangeFeed changeFeed(JdbcClient jdbc, News news) {
    return new JdbcChangeFeed(jdbc, news);
  }

  @Bean
  OutboxSequencer outboxSequencer(
      JdbcClient jdbc, AdvisoryLocks locks, PlatformTransactionManager transactionManager) {
    return new OutboxSequencer(jdbc, locks, new TransactionTemplate(transactionManager));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
  static class Relaying {

    @Bean
    OutboxRelay outboxRelay(
        OwnConnections connections,
        JdbcClient jdbc,
        PlatformTransactionManager transactionManager,
        OutboxSequencer sequencer,
        News news,
        ObjectProvider<OutboxHandler> handlers,
        OutboxProperties properties,
        RealTime realTime,
        MeterRegistry meters) {
      return new OutboxRelay(
          connections,
          jdbc,
          new TransactionTemplate(transactionManager),
          sequencer,
          news,
          list(handlers),
          properties,
          realTime,
          meters);
    }

    @Bean
    OutboxLag outboxLag(
        JdbcClient jdbc,
        RealTime realTime,
        MeterRegistry meters,
        ObjectProvider<OutboxHandler> handlers) {
      return new OutboxLag(jdbc, realTime, meters, TopicRelay.byTopic(list(handlers)));
    }

    @Bean
    OutboxHealth outboxHealthIndicator(
        OutboxLag lag, OutboxRelay relay, OutboxProperties properties) {
      return new OutboxHealth(lag, relay, properties.lagAlarm());
    }

    private static List<OutboxHandler> list(ObjectProvider<OutboxHandler> handlers) {
      return handlers.orderedStream().toList();
    }
  }
}
