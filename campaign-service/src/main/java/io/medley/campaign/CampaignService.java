package io.medley.campaign;

import io.medley.platform.MedleyApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The campaign service: HCPs and their consent, campaigns and journeys, and the touch gate. Started
 * as a server, or with {@code --migrate}, {@code --reindex} or {@code --verify-audit} for that one
 * command.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CampaignService {

  /** Starts the service. */
  public static void main(String[] arguments) {
    MedleyApplication.run(CampaignService.class, arguments);
  }
}
