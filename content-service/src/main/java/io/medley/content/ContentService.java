package io.medley.content;

import io.medley.platform.MedleyApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The content service: started as a server, or with {@code --migrate}, {@code --reindex} or {@code
 * --verify-audit} for that one command.
 */
@SpringBootApplication
public class ContentService {

  public static void main(String[] arguments) {
    MedleyApplication.run(ContentService.class, arguments);
  }
}
