package io.medley.campaign.portal.web;

import io.medley.campaign.portal.PortalPulling;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a portal asks and tells; its schema is checked in as {@code openapi/campaign-service.yaml}.
 */
@RestController
@RequestMapping("/api/portal/decisions")
class PortalApi {

  private static final String AUTHORITY = "SCOPE_portal";

  private final PortalPulling pulling;
  private final JsonMapper json;

  PortalApi(PortalPulling pulling, JsonMapper json) {
    this.pulling = pulling;
    this.json = json;
  }

  /** A question; see {@link PortalPulling.Question}. */
  record Question(
      @Nullable String requestId,
      @Nullable String hcp,
      @Nullable String brand,
      @Nullable String slot) {}

  /** The answer; see {@link PortalPulling.Answer}. */
  record Answer(
      String requestId,
      boolean show,
      String reason,
      String why,
      @Nullable JsonNode message,
      @Nullable Instant retryAt,
      @Nullable UUID traceId) {}

  /** What to show now. Never cached: a copy would outlive a withdrawal. */
  @PostMapping
  ResponseEntity<Answer> ask(@RequestBody Question question) {
    requirePortal();
    String id = Objects.requireNonNullElse(question.requestId(), "");
    PortalPulling.Answer answer =
        pulling.ask(
            new PortalPulling.Question(
                id,
                Objects.requireNonNullElse(question.hcp(), ""),
                Objects.requireNonNullElse(question.brand(), ""),
                Objects.requireNonNullElse(question.slot(), "")));
    byte[] message = answer.message();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new Answer(
                id,
                answer.show(),
                answer.reason(),
                answer.why(),
                message == null ? null : json.readTree(message),
                answer.retryAt(),
                answer.traceId()));
  }

  /** The portal showed the answer. */
  @PostMapping("/{requestId}/shown")
  ResponseEntity<Void> shown(@PathVariable String requestId) {
    requirePortal();
    pulling.shown(requestId);
    return ResponseEntity.noContent().build();
  }

  private static void requirePortal() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    boolean portal =
        authentication != null
            && authentication.getAuthorities().stream()
                .anyMatch(granted -> AUTHORITY.equals(granted.getAuthority()));
    if (!portal) {
      throw new AccessDeniedException("The token lacks the scope portal.");
    }
  }
}
