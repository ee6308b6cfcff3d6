package io.medley.campaign.measure.web;

import io.medley.campaign.measure.UsageFeed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The usage feed; its schema is checked in as {@code openapi/campaign-service.yaml}. */
@RestController
@Validated
class UsageFeedApi {

  private static final String AUTHORITY = "SCOPE_feed";

  private final UsageFeed feed;

  UsageFeedApi(UsageFeed feed) {
    this.feed = feed;
  }

  @GetMapping("/api/feed/usage")
  UsageFeed.Page read(
      @RequestParam(defaultValue = "0") @Min(0) long after,
      @RequestParam(defaultValue = "1000") @Min(1) @Max(5000) int limit,
      @RequestParam(defaultValue = "2000") @Min(0) @Max(20_000) long waitMillis) {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    boolean program =
        authentication != null
            && authentication.getAuthorities().stream()
                .anyMatch(granted -> AUTHORITY.equals(granted.getAuthority()));
    if (!program) {
      throw new AccessDeniedException("The token lacks the scope feed.");
    }
    return feed.read(after, limit, Duration.ofMillis(waitMillis));
  }
}
