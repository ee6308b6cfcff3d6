package io.medley.campaign.measure;

import io.medley.campaign.touch.Contact;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Evidence of stages from what HCPs do with pieces: on each topic the piece is about. */
@Component
class PieceStages {

  /** A piece about everything says nothing of any topic. */
  private static final int MOST_TOPICS = 3;

  private final ServableVersions versions;
  private final Ladders ladders;

  PieceStages(ServableVersions versions, Ladders ladders) {
    this.versions = versions;
    this.ladders = ladders;
  }

  /** Somebody, not a program, did this with a contact's piece; doing it again adds nothing. */
  void shown(Contact contact, Stage stage, EngagementKind kind, Instant at, Actor by) {
    List<String> topics =
        versions
            .find(contact.versionId())
            .map(ServableVersion::facets)
            .map(facets -> facets.topics().stream().limit(MOST_TOPICS).toList())
            .filter(known -> !known.isEmpty())
            .orElse(List.of(contact.brandId()));
    String key = (kind == EngagementKind.CLICKED ? "click/" : "open/") + contact.id();
    for (String topic : topics) {
      ladders.add(
          new StageEvidence(
              topic.equals(topics.getFirst()) ? key : key + "/" + topic,
              contact.hcpId().value(),
              topic,
              stage,
              kind.name(),
              false,
              at,
              contact.brandId()),
          by);
    }
  }
}
