package io.medley.content.annotation;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.Visibility;
import io.medley.platform.security.Actor;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class AnnotationReading implements Annotations {

  private static final Comparator<PlacedAnnotation> READING_ORDER =
      Comparator.comparing((PlacedAnnotation one) -> !one.placement().found())
          .thenComparingInt(AnnotationReading::section)
          .thenComparingInt(AnnotationReading::start)
          .thenComparingLong(AnnotationReading::time)
          .thenComparing(one -> one.annotation().writtenAt())
          .thenComparing(one -> one.annotation().id());

  private final AnnotationStore store;
  private final AssetVersions versions;
  private final Visibility visibility;

  AnnotationReading(AnnotationStore store, AssetVersions versions, Visibility visibility) {
    this.store = store;
    this.versions = versions;
    this.visibility = visibility;
  }

  @Override
  @Transactional(readOnly = true)
  public List<PlacedAnnotation> ofVersion(VersionId version) {
    return store.ofVersion(version).stream().sorted(READING_ORDER).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<PlacedAnnotation> mustFix(VersionId version) {
    return ofVersion(version).stream().filter(one -> one.annotation().blocks()).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<PlacedAnnotation> ofVersion(VersionId id, Actor actor) {
    AssetVersion version = versions.requireVisible(id, actor);
    if (!mayRead(version, actor)) {
      return List.of();
    }
    List<PlacedAnnotation> all = ofVersion(id);
    if (actor.agency() == null) {
      return all;
    }
    Set<VersionId> letGo =
        versions.ofAsset(version.asset()).stream()
            .filter(one -> !one.state().withTheReviewers())
            .map(AssetVersion::id)
            .collect(Collectors.toSet());
    return all.stream().filter(one -> letGo.contains(one.annotation().version())).toList();
  }

  @Override
  @Transactional(readOnly = true)
  public Annotation require(UUID id, Actor actor) {
    return store
        .find(id)
        .filter(annotation -> maySee(annotation, actor))
        .orElseThrow(() -> new AnnotationRefusal.Unknown(id));
  }

  @Override
  public boolean mayRead(AssetVersion version, Actor actor) {
    return switch (visibility.of(actor)) {
      case Visibility.Scope.OwnAgency own -> own.includes(version);
      case Visibility.Scope.Everything all -> true;
      case Visibility.Scope.InStates some -> false;
      case Visibility.Scope.Nothing none -> false;
    };
  }

  private boolean maySee(Annotation annotation, Actor actor) {
    AssetVersion version;
    try {
      version = versions.requireVisible(annotation.version(), actor);
    } catch (AssetRefusal.VersionUnknown hidden) {
      return false;
    }
    return mayRead(version, actor)
        && (actor.agency() == null || !version.state().withTheReviewers());
  }

  private static int section(PlacedAnnotation one) {
    Integer section = one.placement().section();
    return section == null ? 0 : section;
  }

  private static int start(PlacedAnnotation one) {
    Integer start = one.placement().start();
    return start == null ? 0 : start;
  }

  private static long time(PlacedAnnotation one) {
    AnnotationTarget.TimeSpan time = one.annotation().target().time();
    return time == null ? 0 : time.from();
  }
}
