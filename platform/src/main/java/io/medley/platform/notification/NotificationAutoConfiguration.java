package io.medley.platform.notification;

import io.medley.platform.outbox.Outbox;
import io.medley.platform.page.MedleyUrls;
import io.medley.platform.page.Waiting;
import io.medley.platform.security.AccessReviews;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Delegations;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.thymeleaf.ITemplateEngine;

/** Notifications: the port, the list, the mails and the digest. */
@AutoConfiguration(
    after = {
      JdbcClientAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class,
      MailSenderAutoConfiguration.class,
      ThymeleafAutoConfiguration.class
    })
@EnableConfigurationProperties({NotificationProperties.class, MedleyUrls.class})
class NotificationAutoConfiguration {

  @Bean
  AddressBook addressBook(JdbcClient jdbc, Clock clock) {
    return new AddressBook(jdbc, clock);
  }

  @Bean
  Notifying notifying(
      JdbcClient jdbc,
      Authorities authorities,
      Delegations delegations,
      AddressBook addresses,
      Outbox outbox,
      Clock clock) {
    return new JdbcNotifying(jdbc, authorities, delegations, addresses, outbox, clock);
  }

  @Bean
  Notifications notifications(JdbcClient jdbc, Clock clock) {
    return new JdbcNotifications(jdbc, clock);
  }

  @Bean
  SettingsKeeping notificationSettings(
      JdbcClient jdbc,
      PlatformTransactionManager transactionManager,
      NotificationProperties properties,
      Clock clock) {
    return new SettingsKeeping(
        jdbc, new TransactionTemplate(transactionManager), properties, clock);
  }

  @Bean
  NotificationMails notificationMails(
      JdbcClient jdbc,
      Notifications notifications,
      AddressBook addresses,
      SettingsKeeping settings,
      ITemplateEngine templates,
      Environment environment,
      MedleyUrls urls,
      NotificationProperties properties,
      ObjectProvider<JavaMailSender> sender,
      Clock clock,
      RealTime realTime) {
    return new NotificationMails(
        jdbc,
        notifications,
        addresses,
        settings,
        new MailWriting(templates, environment.getRequiredProperty("medley.service"), urls),
        properties,
        sender.getIfAvailable(),
        clock,
        realTime);
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
  DigestSending digestSending(
      JdbcClient jdbc,
      PlatformTransactionManager transactionManager,
      SettingsKeeping settings,
      NotificationProperties properties,
      Outbox outbox,
      Clock clock) {
    return new DigestSending(
        jdbc, new TransactionTemplate(transactionManager), settings, properties, outbox, clock);
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
  AccessReviewReminding accessReviewReminding(
      AccessReviews reviews,
      Notifying notifying,
      PlatformTransactionManager transactionManager,
      Clock clock) {
    return new AccessReviewReminding(
        reviews, notifying, new TransactionTemplate(transactionManager), clock);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @Import({NotificationController.class, NotificationApi.class})
  static class Web {

    @Bean
    Waiting waiting(Notifications notifications) {
      return notifications::waiting;
    }

    @Bean
    AddressLearning addressLearning(AddressBook addresses) {
      return new AddressLearning(addresses);
    }
  }
}
