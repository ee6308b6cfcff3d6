package io.medley.content.extraction.clamd;

import io.medley.content.extraction.VirusScan;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@ConditionalOnProperty("medley.antivirus.host")
@EnableConfigurationProperties(ClamdSettings.class)
class ClamdConfiguration {

  @Bean
  VirusScan virusScan(ClamdSettings settings) {
    return new ClamdScan(settings);
  }
}
