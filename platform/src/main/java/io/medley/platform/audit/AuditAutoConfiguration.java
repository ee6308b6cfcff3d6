package io.medley.platform.audit;

import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.signing.Sealer;
import io.medley.platform.signing.SignatureVerifier;
import io.medley.platform.signing.Signer;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit trail, its roots and its verification. */
@AutoConfiguration(
    after = {
      JdbcClientAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class
    })
@EnableConfigurationProperties(AuditProperties.class)
class AuditAutoConfiguration {

  @Bean
  AuditJournal auditJournal(JdbcClient jdbc, AuditProperties properties, RealTime realTime) {
    return new AuditJournal(jdbc, properties.rootsFolder().resolve("journal"), realTime);
  }

  @Bean
  AuditTrail auditTrail(
      DataSource dataSource, Clock clock, RealTime realTime, Sealer sealer, AuditJournal journal) {
    return new JdbcAuditTrail(new JdbcTemplate(dataSource), clock, realTime, sealer, journal);
  }

  @Bean
  AuditReading auditReading(JdbcClient jdbc) {
    return new JdbcAuditReading(jdbc);
  }

  @Bean
  AuditExcerpts auditExcerpts(
      JdbcClient jdbc, AuditSequencer sequencer, AuditRoots roots, RootFolder folder) {
    return new AuditExcerpts(jdbc, sequencer, roots, folder);
  }

  @Bean
  AuditSequencer auditSequencer(
      JdbcClient jdbc, AdvisoryLocks locks, PlatformTransactionManager transactionManager) {
    return new AuditSequencer(jdbc, locks, new TransactionTemplate(transactionManager));
  }

  @Bean
  RootFolder auditRootFolder(AuditProperties properties) {
    return new RootFolder(properties.rootsFolder());
  }

  @Bean
  AuditRoots auditRoots(
      JdbcClient jdbc,
      AdvisoryLocks locks,
      PlatformTransactionManager transactionManager,
      RootFolder folder,
      Signer signer,
      SignatureVerifier verifier,
      Sealer sealer,
      RealTime realTime) {
    return new AuditRoots(
        jdbc,
        locks,
        new TransactionTemplate(transactionManager),
        folder,
        signer,
        verifier,
        sealer,
        realTime);
  }

  @Bean
  AuditVerifier auditVerifier(
      DataSource dataSource,
      PlatformTransactionManager transactionManager,
      RootFolder folder,
      AuditJournal journal,
      SignatureVerifier signatures,
      Sealer sealer,
      ObjectProvider<SignedRecords> records) {
    return new AuditVerifier(
        new JdbcTemplate(dataSource),
        transactionManager,
        folder,
        journal,
        signatures,
        sealer,
        records.orderedStream().toList());
  }

  /** The audit as a page. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @Import(AuditPages.class)
  static class Web {}

  @Bean
  @ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
  AuditRooting auditRooting(
      AuditProperties properties,
      AuditSequencer sequencer,
      AuditRoots roots,
      AuditJournal journal) {
    return new AuditRooting(properties.rootEvery(), sequencer, roots, journal);
  }
}
