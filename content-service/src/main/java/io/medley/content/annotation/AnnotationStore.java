package io.medley.content.annotation;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stored annotations. Every method joins the caller's transaction. */
public interface AnnotationStore {

  void add(Annotation annotation);

  Optional<Annotation> find(UUID id);

  /** The annotation, locked until the transaction ends. */
  Optional<Annotation> lock(UUID id);

  /** Writes kind, category, state, body and owner; the row's version rises. */
  void change(Annotation annotation);

  void reply(UUID annotation, Annotation.Reply reply);

  /** Keeps the place in a later version; a place once kept stays. */
  void place(UUID annotation, VersionId version, Placement placement);

  /** Written on the version or placed in it, with their places; in no order. */
  List<PlacedAnnotation> ofVersion(VersionId version);

  /** Neither verified nor withdrawn, of all versions of a piece, oldest first. */
  List<Annotation> open(AssetId asset);

  /** Tells every instance, once this transaction commits, that the annotation changed. */
  void announce(UUID annotation);
}
