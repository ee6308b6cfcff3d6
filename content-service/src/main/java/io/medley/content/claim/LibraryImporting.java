package io.medley.content.claim;

import io.medley.content.claim.ClaimAuthoring.Taken;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes over a whole claims library: good rows go in, each bad one is named with its reasons. */
@Service
public class LibraryImporting {

  private final ClaimAuthoring authoring;
  private final ReferenceKeeping keeping;
  private final Authorities authorities;
  private final TransactionOperations transactions;
  private final Clock clock;

  LibraryImporting(
      ClaimAuthoring authoring,
      ReferenceKeeping keeping,
      Authorities authorities,
      TransactionOperations transactions,
      Clock clock) {
    this.authoring = authoring;
    this.keeping = keeping;
    this.authorities = authorities;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What an import came to. */
  public record Report(int created, int changed, int unchanged, List<Rejected> rejected) {
    public Report {
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * A row that was not taken.
   *
   * @param row counted from 1
   */
  public record Rejected(int row, String id, String reason, Object details) {}

  /**
   * Imports.
   *
   * @param rehearse whether only to say what would happen
   * @throws io.medley.platform.security.AuthorityMissing unless {@code by} may administer
   */
  public Report take(List<LibraryRow> rows, boolean rehearse, Actor by) {
    authorities.requireAnywhere(by, Authority.ADMINISTER);
    Map<Taken, Integer> counts = new EnumMap<>(Taken.class);
    List<Rejected> rejected = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      LibraryRow row = rows.get(i);
      try {
        Taken taken =
            Objects.requireNonNull(
                transactions.execute(
                    status -> {
                      if (rehearse) {
                        status.setRollbackOnly();
                      }
                      return take(row, by);
                    }));
        counts.merge(taken, 1, Integer::sum);
      } catch (Refusal refusal) {
        rejected.add(
            new Rejected(i + 1, row.id(), String.valueOf(refusal.getMessage()), refusal.details()));
      }
    }
    return new Report(
        counts.getOrDefault(Taken.CREATED, 0),
        counts.getOrDefault(Taken.CHANGED, 0),
        counts.getOrDefault(Taken.UNCHANGED, 0),
        rejected);
  }

  private Taken take(LibraryRow row, Actor by) {
    List<ClaimDraft.Support> supports = new ArrayList<>();
    for (LibraryRow.Source source : row.supports()) {
      supports.add(
          new ClaimDraft.Support(
              source.referenceId(),
              source.quote().isBlank()
                  ? null
                  : keeping.anchor(source.referenceId(), source.page(), source.quote(), by).id()));
    }
    return authoring.take(
        row.id(),
        row.brandId(),
        new ClaimDraft(
            row.indications(),
            row.countries(),
            Objects.requireNonNullElse(row.validFrom(), LocalDate.now(clock)),
            row.validTo(),
            row.safetyRelevant(),
            row.wordings(),
            supports),
        by);
  }
}
