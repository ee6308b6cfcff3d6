package io.medley.content.precheck;

import io.medley.content.asset.AssetVersion;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rights in the pictures of a piece; implemented by whoever keeps them. */
public interface PictureRights {

  /** What is known of the pictures of a version. */
  List<PictureRight> of(AssetVersion version);

  /**
   * The rights in one picture.
   *
   * @param picture what people call it
   * @param territories ISO 3166 alpha-2; empty or {@code *} = everywhere
   * @param end last day of use, {@code null} without one
   * @param people whether recognisable people are shown
   * @param consentId the record of their consent, empty if there is none
   */
  record PictureRight(
      String picture,
      String licensor,
      Set<String> territories,
      @Nullable LocalDate end,
      boolean people,
      String consentId) {
    public PictureRight {
      territories = Collections.unmodifiableSortedSet(new TreeSet<>(territories));
    }
  }
}
