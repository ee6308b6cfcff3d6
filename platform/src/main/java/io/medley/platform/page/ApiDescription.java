package io.medley.platform.page;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Publishes the service's own description: the OpenAPI document that is checked in as {@code
 * openapi/<service>-service.yaml}. Whoever is signed in may read it.
 */
@RestController
class ApiDescription {

  private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

  private final Resource document;

  ApiDescription(String service) {
    this.document = new ClassPathResource("openapi/%s-service.yaml".formatted(service));
  }

  @GetMapping("/api/description")
  ResponseEntity<Resource> read() {
    return ResponseEntity.ok().contentType(YAML).body(document);
  }
}
