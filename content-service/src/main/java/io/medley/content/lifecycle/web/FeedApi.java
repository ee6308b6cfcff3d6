package io.medley.content.lifecycle.web;

import io.medley.content.lifecycle.ApprovalFeed;
import io.medley.content.lifecycle.FeedSender;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The approvals feed; its schema is checked in as {@code openapi/content-service.yaml}. */
@RestController
@Validated
class FeedApi {

  private final ApprovalFeed feed;
  private final FeedScope scope;

  FeedApi(ApprovalFeed feed, FeedScope scope) {
    this.feed = feed;
    this.scope = scope;
  }

  @GetMapping("/api/feed/approvals")
  FeedBody read(
      @RequestParam @Pattern(regexp = "[A-Za-z0-9._:-]{1,100}") String sender,
      @RequestParam(defaultValue = "0") @Min(0) long after,
      @RequestParam(defaultValue = "0") @Min(0) int inDoubt,
      @RequestParam(defaultValue = "500") @Min(1) @Max(2000) int limit,
      @RequestParam(defaultValue = "2000") @Min(0) @Max(20_000) long waitMillis) {
    scope.require();
    ApprovalFeed.Page page =
        feed.read(sender, after, inDoubt, limit, Duration.ofMillis(waitMillis));
    return new FeedBody(
        page.entries().stream().map(FeedApi::entry).toList(),
        page.next(),
        page.last(),
        FeedSender.LEASE.toMillis());
  }

  private static JsonNode entry(ApprovalFeed.Entry entry) {
    ObjectNode body = ((ObjectNode) entry.change()).deepCopy();
    return body.put("position", entry.position());
  }

  record FeedBody(List<JsonNode> entries, long next, boolean last, long leaseMillis) {}
}
