package io.medley.content.claim.web;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimLink;
import io.medley.content.claim.ClaimLinking;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Which words of a version are which claim. Whoever may see the version may see its links. */
@RestController
class ClaimLinkResource {

  private final ClaimLinking linking;
  private final AssetVersions versions;
  private final CurrentActor actor;

  ClaimLinkResource(ClaimLinking linking, AssetVersions versions, CurrentActor actor) {
    this.linking = linking;
    this.versions = versions;
    this.actor = actor;
  }

  /**
   * A link with what a reader needs to judge it.
   *
   * @param approved the approved wording
   * @param comparison word by word; nothing is in it that the reader could not see otherwise
   */
  record Link(
      UUID id,
      String claimId,
      int claimVersion,
      String claimState,
      String match,
      String state,
      int page,
      int start,
      int end,
      String found,
      String approved,
      double similarity,
      List<String> remarks,
      List<String> obstacles,
      List<Word> comparison,
      @Nullable String decidedBy) {

    static Link of(ClaimLinking.Linked linked) {
      ClaimLink link = linked.link();
      return new Link(
          link.id(),
          link.claimId(),
          link.number(),
          linked.current().name(),
          link.match().name(),
          link.state().name(),
          link.section(),
          link.start(),
          link.end(),
          link.found(),
          linked.wording().text(),
          link.similarity(),
          link.remarks(),
          linked.obstacles().stream().map(obstacle -> obstacle.message()).toList(),
          linked.comparison().words().stream()
              .map(word -> new Word(word.side().name(), word.text()))
              .toList(),
          link.decidedBy());
    }
  }

  record Word(String side, String text) {}

  record Links(List<Link> links, long milliseconds) {}

  record Decision(@NotNull Boolean accept, @Nullable String reason) {}

  record ByHand(@NotBlank String claimId, int wording, int page, int start, int end) {}

  @GetMapping("/api/versions/{id}/claims")
  Links links(@PathVariable UUID id) {
    Actor person = actor.require();
    VersionId version = new VersionId(id);
    List<Link> links =
        linking.links(versions.requireVisible(version, person)).stream().map(Link::of).toList();
    return new Links(links, linking.took(version).map(Duration::toMillis).orElse(0L));
  }

  @PostMapping("/api/versions/{id}/claims")
  ResponseEntity<ClaimLink> link(@PathVariable UUID id, @RequestBody @Valid ByHand body) {
    return ResponseEntity.status(201)
        .body(
            linking.link(
                new VersionId(id),
                body.claimId(),
                body.wording(),
                body.page(),
                body.start(),
                body.end(),
                actor.require()));
  }

  @PostMapping("/api/claim-links/{id}/decision")
  ClaimLink decide(@PathVariable UUID id, @RequestBody @Valid Decision body) {
    return linking.decide(
        id, body.accept(), body.reason() == null ? "" : body.reason(), actor.require());
  }
}
