package io.medley.content.upload;

import io.medley.platform.time.RealTime;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class UploadConfiguration {

  /** Bytes that the server takes from a connection at once; by default it is 8 KiB. */
  private static final int READ_AT_ONCE = 1 << 17;

  /** Half a gigabyte in bites of 8 KiB is 65,000 calls of the system; large bites make it fast. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> largeReads() {
    return factory ->
        factory.addConnectorCustomizers(
            connector ->
                connector.setProperty("socket.appReadBufSize", String.valueOf(READ_AT_ONCE)));
  }

  @Bean
  PieceFolder pieceFolder(UploadSettings settings) throws IOException {
    return new PieceFolder(settings.folder());
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
  UploadHousekeeping uploadHousekeeping(
      Uploads uploads,
      PieceFolder pieces,
      FinishingUploads finishing,
      ImportTagging importing,
      RealTime time) {
    return new UploadHousekeeping(uploads, pieces, finishing, importing, time);
  }
}
