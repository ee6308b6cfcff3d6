package io.medley.content;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The content service: started as a server, or with {@code --migrate} as its database's migration.
 */
@SpringBootApplication
public class ContentService {

  public static void main(String[] arguments) {
    SpringApplication.run(ContentService.class, arguments);
  }
}
