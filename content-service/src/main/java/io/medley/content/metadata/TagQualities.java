package io.medley.content.metadata;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.MetadataRequirements;
import io.medley.content.asset.MetadataRequirements.Moment;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.Suggestion;
import io.medley.content.metadata.MetadataDocument.FieldQuality;
import io.medley.content.metadata.MetadataDocument.Source;
import io.medley.content.metadata.MetadataDocument.TagQuality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How good tags are: where each comes from, what is missing, how often people agree. */
public final class TagQualities {

  private static final Map<String, Function<AssetMetadata, Set<String>>> FIELDS =
      new LinkedHashMap<>();

  static {
    FIELDS.put("title", metadata -> one(metadata.title()));
    FIELDS.put("jobCode", metadata -> one(metadata.jobCode()));
    FIELDS.put("brandId", metadata -> one(metadata.brandId()));
    FIELDS.put("indicationIds", metadata -> many(metadata.indicationIds()));
    FIELDS.put("materialType", metadata -> one(metadata.materialType()));
    FIELDS.put("subtype", metadata -> one(metadata.details().subtype()));
    FIELDS.put("purpose", metadata -> one(metadata.purpose()));
    FIELDS.put("countries", metadata -> many(metadata.countries()));
    FIELDS.put("language", metadata -> one(metadata.language()));
    FIELDS.put("adaptation", metadata -> one(metadata.details().adaptation()));
    FIELDS.put("audiences", metadata -> many(metadata.audiences()));
    FIELDS.put("channels", metadata -> many(metadata.channels()));
    FIELDS.put("keyMessageIds", metadata -> many(metadata.details().keyMessageIds()));
    FIELDS.put("specialties", metadata -> many(metadata.details().specialties()));
    FIELDS.put("segments", metadata -> many(metadata.details().segments()));
    FIELDS.put("journeyStage", metadata -> one(metadata.details().journeyStage()));
    FIELDS.put("callToAction", metadata -> one(metadata.details().callToAction()));
    FIELDS.put("intent", metadata -> one(metadata.details().intent()));
    FIELDS.put("tone", metadata -> one(metadata.details().tone()));
    FIELDS.put("imageUse", metadata -> one(metadata.details().imageUse()));
  }

  private TagQualities() {}

  /** The fields that are compared, in the order of the form. */
  public static List<String> fields() {
    return List.copyOf(FIELDS.keySet());
  }

  /** What a field holds, as a set of words. */
  public static Set<String> values(String field, AssetMetadata metadata) {
    return Objects.requireNonNull(FIELDS.get(field), field).apply(metadata);
  }

  /**
   * The quality of a version's tags.
   *
   * @param before the asset's version before this one; {@code null} if it is the first
   */
  public static TagQuality of(StoredVersion stored, @Nullable AssetMetadata before) {
    AssetMetadata metadata = stored.version().metadata();
    List<FieldQuality> fields = new ArrayList<>();
    int suggested = 0;
    int kept = 0;
    for (String field : FIELDS.keySet()) {
      Set<String> values = values(field, metadata);
      List<Suggestion> offered =
          stored.suggestions().stream().filter(s -> s.field().equals(field)).toList();
      Optional<Suggestion> agreeing =
          offered.stream()
              .filter(s -> values.contains(s.value()))
              .max(Comparator.comparingDouble(Suggestion::confidence));
      fields.add(
          new FieldQuality(
              field,
              source(field, values, agreeing.isPresent(), before),
              values.isEmpty() ? 0 : agreeing.map(Suggestion::confidence).orElse(1d),
              stored.confirmedBy()));
      if (!offered.isEmpty()) {
        suggested++;
        double likeliest = offered.stream().mapToDouble(Suggestion::confidence).max().orElse(0);
        if (agreeing.filter(s -> s.confidence() >= likeliest).isPresent()) {
          kept++;
        }
      }
    }
    return new TagQuality(
        round(MetadataRequirements.completeness(metadata, Moment.PUBLICATION)),
        stored.confirmedBy() == null || suggested == 0 ? null : round(kept / (double) suggested),
        fields);
  }

  /**
   * Cohen's kappa of two people who tagged the same pieces: agreement beyond chance, 1 at most.
   * Where both always gave one and the same answer chance explains it all and kappa is undefined;
   * then 1.
   *
   * @param pairs what the first and the second said, piece by piece; not empty
   */
  public static double kappa(List<Pair> pairs) {
    long agreed = pairs.stream().filter(pair -> pair.first().equals(pair.second())).count();
    double observed = agreed / (double) pairs.size();
    Set<Set<String>> categories = new java.util.HashSet<>();
    pairs.forEach(
        pair -> {
          categories.add(pair.first());
          categories.add(pair.second());
        });
    double chance = 0;
    for (Set<String> category : categories) {
      double first = pairs.stream().filter(pair -> pair.first().equals(category)).count();
      double second = pairs.stream().filter(pair -> pair.second().equals(category)).count();
      chance += first / pairs.size() * (second / pairs.size());
    }
    return chance >= 1 ? 1 : (observed - chance) / (1 - chance);
  }

  /** What two people said of one piece. */
  public record Pair(Set<String> first, Set<String> second) {}

  private static Source source(
      String field, Set<String> values, boolean suggested, @Nullable AssetMetadata before) {
    if (values.isEmpty()) {
      return Source.OPEN;
    }
    if (before != null && values(field, before).equals(values)) {
      return Source.INHERITED;
    }
    return suggested ? Source.AUTO : Source.HUMAN;
  }

  private static Set<String> one(String value) {
    return value.isEmpty() ? Set.of() : Set.of(value);
  }

  private static Set<String> many(List<String> values) {
    return new TreeSet<>(values);
  }

  private static double round(double share) {
    return Math.round(share * 1000) / 1000d;
  }
}
