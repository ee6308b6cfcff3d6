package io.medley.content.claim;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A source that claims and pieces cite, as it stands now.
 *
 * @param title the citation as it is printed
 * @param kind what it is; data on file needs a reviewer's look wherever it is cited
 * @param edition number of its newest file; 0 if none was uploaded
 * @param licenceEnd last day on which it may be used; {@code null} = without end
 * @param retractionReason why it was retracted; {@code null} if it was not
 */
public record LibraryReference(
    String id,
    String title,
    Kind kind,
    int edition,
    @Nullable LocalDate licenceEnd,
    @Nullable String retractionReason) {

  /** Kinds of references. */
  public enum Kind {
    PUBLICATION,
    LABEL,
    GUIDELINE,
    DATA_ON_FILE
  }

  /** Whether it must not be cited any more. */
  public boolean retracted() {
    return retractionReason != null;
  }

  /** Whether it may be cited until the end of that day. */
  public boolean usableOn(LocalDate day) {
    return !retracted() && (licenceEnd == null || !licenceEnd.isBefore(day));
  }
}
