package io.medley.campaign;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The campaign service: started as a server, or with {@code --migrate} as its database's migration.
 */
@SpringBootApplication
public class CampaignService {

  public static void main(String[] arguments) {
    SpringApplication.run(CampaignService.class, arguments);
  }
}
