package io.medley.content.lifecycle.web;

import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.LifecycleRefusal;
import io.medley.content.lifecycle.PieceForms;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The bytes of live pieces in date, of forms of such pieces whose modules are in force, and of
 * nothing else.
 */
@RestController
class ObjectApi {

  private final Approvals approvals;
  private final PieceForms forms;
  private final ObjectStore store;
  private final CurrentActor currentActor;
  private final FeedScope scope;
  private final Clock clock;

  ObjectApi(
      Approvals approvals,
      PieceForms forms,
      ObjectStore store,
      CurrentActor currentActor,
      FeedScope scope,
      Clock clock) {
    this.approvals = approvals;
    this.forms = forms;
    this.store = store;
    this.currentActor = currentActor;
    this.scope = scope;
    this.clock = clock;
  }

  @GetMapping("/api/objects/{sha256}")
  ResponseEntity<Resource> bytes(@PathVariable String sha256) throws IOException {
    Instant now = clock.instant();
    Approval approval =
        approvals
            .servable(sha256, now)
            .or(
                () ->
                    forms
                        .ofBytes(sha256, LocalDate.ofInstant(now, ZoneOffset.UTC))
                        .flatMap(approvals::find)
                        .filter(row -> row.servableAt(now)))
            .orElseThrow(() -> new LifecycleRefusal.NotLive(sha256));
    String agency = scope.granted() ? null : currentActor.require().agency();
    if (agency != null && !agency.equals(approval.agency())) {
      throw new LifecycleRefusal.NotLive(sha256);
    }
    // Never cached: a copy kept anywhere would outlive a withdrawal.
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .eTag("\"" + sha256 + "\"")
        .contentType(MediaType.parseMediaType(approval.format()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(approval.fileName(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new InputStreamResource(store.open(sha256)));
  }
}
