package io.medley.platform.signing;

import java.io.IOException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Signing and verifying with keys in a folder. */
@AutoConfiguration
@EnableConfigurationProperties(KeysProperties.class)
@ConditionalOnMissingBean(Signer.class)
class SigningAutoConfiguration {

  @Bean
  KeyFolder keyFolder(KeysProperties properties) throws IOException {
    return KeyFolder.open(properties.folder());
  }
}
