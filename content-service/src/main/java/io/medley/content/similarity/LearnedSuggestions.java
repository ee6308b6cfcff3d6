package io.medley.content.similarity;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.Library;
import io.medley.content.asset.LibraryQuery;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.StoredVersions;
import io.medley.content.asset.Suggestion;
import io.medley.content.asset.SuggestionSource;
import io.medley.content.extraction.ExtractedFile;
import io.medley.platform.security.Actor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Learns tags from what people confirmed before: from pieces that say nearly the same, and from the
 * habit of the brand. Only pieces the uploader may see are learned from and named.
 */
@Component
class LearnedSuggestions implements SuggestionSource {

  private static final int HABIT = 60;
  private static final int FEWEST = 3;
  private static final double SHARE = 0.6;

  /** What likeness of text speaks for. */
  private static final Map<String, Function<AssetMetadata, List<String>>> BY_TEXT =
      new LinkedHashMap<>();

  /** What a brand's pieces tend to agree in. */
  private static final Map<String, Function<AssetMetadata, List<String>>> BY_BRAND =
      new LinkedHashMap<>();

  static {
    BY_TEXT.put("materialType", metadata -> one(metadata.materialType()));
    BY_TEXT.put("subtype", metadata -> one(metadata.details().subtype()));
    BY_TEXT.put("purpose", metadata -> one(metadata.purpose()));
    BY_TEXT.put("countries", AssetMetadata::countries);
    BY_TEXT.put("audiences", AssetMetadata::audiences);
    BY_TEXT.put("channels", AssetMetadata::channels);
    BY_TEXT.put("indicationIds", AssetMetadata::indicationIds);
    BY_TEXT.put("keyMessageIds", metadata -> metadata.details().keyMessageIds());
    BY_TEXT.put("specialties", metadata -> metadata.details().specialties());
    BY_TEXT.put("journeyStage", metadata -> one(metadata.details().journeyStage()));
    BY_TEXT.put("tone", metadata -> one(metadata.details().tone()));
    BY_TEXT.put("intent", metadata -> one(metadata.details().intent()));
    BY_BRAND.put("purpose", metadata -> one(metadata.purpose()));
    BY_BRAND.put("audiences", AssetMetadata::audiences);
    BY_BRAND.put("indicationIds", AssetMetadata::indicationIds);
    BY_BRAND.put("specialties", metadata -> metadata.details().specialties());
  }

  private final Similarity similarity;
  private final StoredVersions versions;
  private final Library library;

  LearnedSuggestions(Similarity similarity, StoredVersions versions, Library library) {
    this.similarity = similarity;
    this.versions = versions;
    this.library = library;
  }

  @Override
  public List<Suggestion> suggest(ExtractedFile read, List<Suggestion> found, Actor by) {
    List<Suggestion> learned = new ArrayList<>(fromText(read, by));
    found.stream()
        .filter(suggestion -> suggestion.field().equals("brandId"))
        .findFirst()
        .ifPresent(brand -> learned.addAll(fromHabit(brand.value(), by)));
    return learned;
  }

  private List<Suggestion> fromText(ExtractedFile read, Actor by) {
    record Near(SimilarPiece piece, AssetMetadata metadata) {}
    List<Near> near =
        similarity.of(read, by).stream()
            .flatMap(
                piece ->
                    versions
                        .find(piece.version().id())
                        .filter(stored -> stored.confirmedBy() != null)
                        .map(stored -> new Near(piece, stored.version().metadata()))
                        .stream())
            .toList();
    double all = near.stream().mapToDouble(one -> one.piece().likeness()).sum();
    List<Suggestion> learned = new ArrayList<>();
    BY_TEXT.forEach(
        (field, values) -> {
          Map<String, Double> votes = new LinkedHashMap<>();
          Map<String, Near> nearest = new LinkedHashMap<>();
          for (Near one : near) {
            for (String value : Set.copyOf(values.apply(one.metadata()))) {
              votes.merge(value, one.piece().likeness(), Double::sum);
              nearest.putIfAbsent(value, one);
            }
          }
          votes.forEach(
              (value, vote) -> {
                Near best = java.util.Objects.requireNonNull(nearest.get(value));
                double confidence = 0.95 * (vote / all) * best.piece().likeness();
                learned.add(
                    new Suggestion(
                        field,
                        value,
                        round(confidence),
                        new Suggestion.Evidence(
                            best.metadata().title(),
                            null,
                            "as confirmed on %s, %d %% the same text"
                                .formatted(best.metadata().jobCode(), best.piece().percent()))));
              });
        });
    return learned;
  }

  private List<Suggestion> fromHabit(String brandId, Actor by) {
    List<AssetMetadata> earlier =
        library
            .search(new LibraryQuery("", null, Set.of(), "", brandId, 0, HABIT), by)
            .versions()
            .stream()
            .filter(stored -> stored.confirmedBy() != null)
            .map(StoredVersion::version)
            .map(version -> version.metadata())
            .toList();
    List<Suggestion> learned = new ArrayList<>();
    if (earlier.size() < FEWEST) {
      return learned;
    }
    BY_BRAND.forEach(
        (field, values) -> {
          Map<String, Integer> counts = new LinkedHashMap<>();
          earlier.forEach(
              metadata ->
                  Set.copyOf(values.apply(metadata))
                      .forEach(value -> counts.merge(value, 1, Integer::sum)));
          counts.forEach(
              (value, count) -> {
                double share = count / (double) earlier.size();
                if (share >= SHARE) {
                  learned.add(
                      new Suggestion(
                          field,
                          value,
                          round(0.5 * share),
                          new Suggestion.Evidence(
                              "",
                              null,
                              "%d of %d confirmed pieces of this brand say so"
                                  .formatted(count, earlier.size()))));
                }
              });
        });
    return learned;
  }

  private static List<String> one(String value) {
    return value.isEmpty() ? List.of() : List.of(value);
  }

  private static double round(double confidence) {
    return Math.round(Math.clamp(confidence, 0.05, 0.95) * 100) / 100d;
  }
}
