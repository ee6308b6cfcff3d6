package io.medley.content.lifecycle;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.MetadataDetails;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a piece is about and whom it was made for, by its confirmed tags: a sender chooses among
 * approved pieces by this, and never decides by it whether one may be sent.
 *
 * @param purpose code of the vocabulary {@code purpose}, e.g. {@code PROMOTIONAL}
 * @param topics codes of the vocabulary {@code key-message}
 * @param messages what the piece wants remembered, in its agency's words
 * @param indications ids of the brand's indications
 * @param stage code of the vocabulary {@code journey-stage}; empty if none was tagged
 * @param specialties codes of the vocabulary {@code specialty}
 * @param segments codes of the segment vocabulary
 * @param subtype code of the vocabulary {@code material-subtype}; empty if none was tagged
 * @param claims ids of the approved claims it makes
 * @param liveAt when it went live
 */
public record PieceFacets(
    String purpose,
    List<String> topics,
    List<String> messages,
    List<String> indications,
    String stage,
    List<String> specialties,
    List<String> segments,
    String subtype,
    List<String> claims,
    @Nullable Instant liveAt) {

  /** Copies the lists. */
  public PieceFacets {
    topics = List.copyOf(topics);
    messages = List.copyOf(messages);
    indications = List.copyOf(indications);
    specialties = List.copyOf(specialties);
    segments = List.copyOf(segments);
    claims = List.copyOf(claims);
  }

  static PieceFacets of(AssetMetadata metadata, Collection<String> claims, Instant liveAt) {
    MetadataDetails details = metadata.details();
    return new PieceFacets(
        metadata.purpose(),
        details.keyMessageIds(),
        metadata.keyMessages(),
        metadata.indicationIds(),
        details.journeyStage(),
        details.specialties(),
        details.segments(),
        details.subtype(),
        claims.stream().filter(Objects::nonNull).distinct().sorted().toList(),
        liveAt);
  }
}
