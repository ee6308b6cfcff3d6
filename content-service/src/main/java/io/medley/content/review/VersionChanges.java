package io.medley.content.review;

import io.medley.platform.signing.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything in which a later version differs from an earlier one.
 *
 * @param text where their words differ
 * @param metadata names of frozen fields that differ; a date only where the time gets longer
 * @param pictures what looks different where the words are the same, or may, in words
 * @param links targets that came or went
 * @param fields fields to fill in, and places told of the opening, that came or went
 */
record VersionChanges(
    List<TextChange> text,
    Set<String> metadata,
    List<String> pictures,
    List<String> links,
    List<String> fields) {

  /** The days between which a piece may be used. */
  private static final Set<String> PERIOD = Set.of("validFrom", "validTo");

  VersionChanges {
    text = List.copyOf(text);
    metadata = Set.copyOf(metadata);
    pictures = List.copyOf(pictures);
    links = List.copyOf(links);
    fields = List.copyOf(fields);
  }

  boolean none() {
    return metadata.isEmpty() && !inside();
  }

  /** Whether the later version may be used at a time the earlier one might not. */
  boolean longer() {
    return metadata.stream().anyMatch(PERIOD::contains);
  }

  /** Whether something of the file itself differs. */
  boolean inside() {
    return !text.isEmpty() || !pictures.isEmpty() || !links.isEmpty() || !fields.isEmpty();
  }

  /** Whether it looks the same and asks the same: where a link leads is not seen. */
  boolean sameLook() {
    return pictures.isEmpty() && fields.isEmpty();
  }

  /** The same, looking different in this. */
  VersionChanges looking(List<String> different) {
    return new VersionChanges(text, metadata, different, links, fields);
  }

  /** SHA-256 over all of it, so that a carry record says exactly what was looked at. */
  String hash() {
    Map<String, Object> all = new TreeMap<>();
    all.put(
        "text",
        text.stream()
            .map(
                change ->
                    Map.of(
                        "removed", change.removed(),
                        "added", change.added(),
                        "context", change.context()))
            .toList());
    Set<String> tags = new TreeSet<>(metadata);
    // Compared for themselves: records from before dates counted still verify.
    tags.removeAll(PERIOD);
    all.put("metadata", List.copyOf(tags));
    all.put("pictures", pictures);
    all.put("links", links);
    if (!fields.isEmpty()) {
      // Left out where there is none, so that records from before fields were read still verify.
      all.put("fields", fields);
    }
    return CanonicalJson.sha256(all);
  }
}
