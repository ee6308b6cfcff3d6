package io.medley.content.metadata.web;

import io.medley.content.asset.VersionId;
import io.medley.content.metadata.AuthoritySubmissions.Recorded;
import io.medley.content.metadata.MetadataDocument;
import io.medley.content.metadata.MetadataDocuments;
import io.medley.content.metadata.MetadataExport;
import io.medley.platform.security.CurrentActor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The metadata document of a version, its schema, and its forms for other systems. */
@RestController
@RequestMapping("/api")
class MetadataResource {

  private static final MediaType SCHEMA = MediaType.parseMediaType("application/schema+json");
  private static final MediaType JSON_LD = MediaType.parseMediaType("application/ld+json");

  private final MetadataDocuments documents;
  private final CurrentActor actor;

  MetadataResource(MetadataDocuments documents, CurrentActor actor) {
    this.documents = documents;
    this.actor = actor;
  }

  /** What was told to an authority; a time left out has not come yet. */
  record Told(@Nullable Instant submittedAt, @Nullable Instant firstUseAt) {}

  @GetMapping("/schemas/asset-metadata/1")
  ResponseEntity<Resource> schema() {
    return ResponseEntity.ok()
        .contentType(SCHEMA)
        .body(new ClassPathResource("schemas/asset-metadata-1.json"));
  }

  @GetMapping("/versions/{id}/metadata")
  ResponseEntity<MetadataDocument> document(@PathVariable UUID id) {
    return ResponseEntity.ok()
        .header("Link", "</api/schemas/asset-metadata/1>; rel=\"describedby\"")
        .body(documents.of(new VersionId(id), actor.require()));
  }

  @GetMapping("/versions/{id}/metadata/schema-org")
  ResponseEntity<Map<String, Object>> schemaOrg(@PathVariable UUID id) {
    return ResponseEntity.ok()
        .contentType(JSON_LD)
        .body(MetadataExport.schemaOrg(documents.of(new VersionId(id), actor.require())));
  }

  @GetMapping("/versions/{id}/metadata/dublin-core")
  Map<String, Object> dublinCore(@PathVariable UUID id) {
    return MetadataExport.dublinCore(documents.of(new VersionId(id), actor.require()));
  }

  @GetMapping("/versions/{id}/metadata/prism")
  Map<String, Object> prism(@PathVariable UUID id) {
    return MetadataExport.prism(documents.of(new VersionId(id), actor.require()));
  }

  @PutMapping("/versions/{id}/authority/{market}")
  MetadataDocument told(
      @PathVariable UUID id, @PathVariable String market, @RequestBody Told told) {
    return documents.record(
        new VersionId(id),
        new Recorded(market, told.submittedAt(), told.firstUseAt()),
        actor.require());
  }
}
