package io.medley.content.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.annotation.AnnotationTarget.TimeSpan;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.signing.Lane;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an agency reads in its list, where it cannot see what a reviewer pointed at. */
class PlacedAnnotationTest {

  @Test
  void shouldSayTheMomentOfAFilm() {
    AnnotationTarget late = new AnnotationTarget(null, null, null, new TimeSpan(605_900, 605_900));

    assertThat(about(late).said()).isEqualTo("At 10:05: Another figure is heard");
  }

  @Test
  void shouldSayItsWordsAloneOfEverythingElse() {
    assertThat(about(AnnotationTarget.ofSection(2)).said()).isEqualTo("Another figure is heard");
  }

  private static PlacedAnnotation about(AnnotationTarget target) {
    return PlacedAnnotation.original(
        new Annotation(
            UUID.randomUUID(),
            new VersionId(UUID.randomUUID()),
            new AssetId(UUID.randomUUID()),
            Lane.MEDICAL,
            Annotation.Kind.MUST_FIX,
            Annotation.Category.CLAIM_WORDING,
            Annotation.State.OPEN,
            "Another figure is heard",
            "anna",
            "max",
            "Dr. Max Muster",
            target,
            Instant.EPOCH,
            Instant.EPOCH,
            1,
            List.of()));
  }
}
