package io.medley.content.upload;

import io.medley.platform.time.RealTime;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class UploadConfiguration {

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
