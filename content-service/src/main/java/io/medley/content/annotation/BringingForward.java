package io.medley.content.annotation;

import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.UploadListener;
import io.medley.content.asset.VersionId;
import io.medley.content.extraction.ExtractedFile;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gives every open annotation of a piece its place in a version that came later. */
@Component
class BringingForward implements UploadListener {

  private static final Actor SYSTEM = Actor.system("annotations");

  private final AnnotationStore store;
  private final AssetText texts;
  private final AuditTrail audit;

  BringingForward(AnnotationStore store, AssetText texts, AuditTrail audit) {
    this.store = store;
    this.texts = texts;
    this.audit = audit;
  }

  @Override
  public void uploaded(AssetVersion version, ExtractedFile read) {
    List<Annotation> open = store.open(version.asset());
    if (!open.isEmpty()) {
      place(open, version.id());
    }
  }

  /** Places annotations in a version, inside the caller's transaction. */
  void place(List<Annotation> annotations, VersionId version) {
    Placing placing = new Placing(texts.sections(version));
    for (Annotation annotation : annotations) {
      Placement place = placing.of(annotation.target());
      store.place(annotation.id(), version, place);
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("version", version.toString());
      facts.put("how", place.how().name());
      if (place.section() != null) {
        facts.put("section", place.section());
      }
      if (place.start() != null && place.end() != null) {
        facts.put("start", place.start());
        facts.put("end", place.end());
        facts.put("words", place.words());
      }
      audit.append(
          new AuditEvent(
              "annotation", annotation.id().toString(), "brought-forward", SYSTEM, facts));
    }
  }
}
