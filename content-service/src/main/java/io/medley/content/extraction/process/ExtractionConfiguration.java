package io.medley.content.extraction.process;

import io.medley.platform.store.ObjectStore;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

@Configuration
@EnableConfigurationProperties(ExtractionSettings.class)
class ExtractionConfiguration {

  /** Named, not referenced: nothing of the readers' libraries is loaded into this process. */
  private static final String WORKER = "io.medley.content.extraction.tika.ExtractionWorker";

  @Bean
  ExtractionProcesses extraction(ExtractionSettings settings, ObjectStore store) {
    return new ExtractionProcesses(
        settings,
        ReadingCommand.of(
            WORKER, System.getProperty("java.class.path"), settings.memory().toMegabytes()),
        store);
  }

  @Bean
  WarmReading warmReading(ExtractionProcesses extraction) {
    return new WarmReading(extraction);
  }

  /** Has a reading process ready before the first upload. */
  static final class WarmReading {
    private final ExtractionProcesses extraction;

    WarmReading(ExtractionProcesses extraction) {
      this.extraction = extraction;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
      Thread.ofVirtual().name("warm-reading").start(extraction::warm);
    }
  }
}
