package io.medley.platform.store;

import java.io.IOException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The object store in a folder, unless the service brings another. */
@AutoConfiguration
@EnableConfigurationProperties(StoreProperties.class)
@ConditionalOnMissingBean(ObjectStore.class)
class StoreAutoConfiguration {

  @Bean
  ObjectStore objectStore(StoreProperties properties) throws IOException {
    return new FolderObjectStore(properties.folder());
  }
}
