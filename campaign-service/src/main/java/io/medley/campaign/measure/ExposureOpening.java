package io.medley.campaign.measure;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens who received a version. Counts travel to the other service, people never do; whoever may
 * withdraw, campaign or administer opens them here, in the markets of that authority, and every
 * opening is audited.
 */
@Service
public class ExposureOpening {

  private static final List<Authority> MAY =
      List.of(Authority.WITHDRAW, Authority.CAMPAIGN, Authority.ADMINISTER);

  private final Exposure.Reading reading;
  private final Authorities authorities;
  private final AuditTrail audit;

  ExposureOpening(Exposure.Reading reading, Authorities authorities, AuditTrail audit) {
    this.reading = reading;
    this.authorities = authorities;
    this.audit = audit;
  }

  /**
   * A page of the people who received a version, and how many rows there are in all.
   *
   * @param elsewhere rows of markets this person may not open; only counted
   */
  public record Opened(List<Exposure> rows, long total, long elsewhere) {
    public Opened {
      rows = List.copyOf(rows);
    }
  }

  /**
   * Opens a page.
   *
   * @param purpose {@code page} or {@code export}, for the audit
   * @throws AuthorityMissing for everybody else
   */
  @Transactional
  public Opened open(UUID versionId, int offset, int limit, String purpose, Actor by) {
    if (MAY.stream().allMatch(authority -> authorities.markets(by.id(), authority).isEmpty())) {
      throw new AuthorityMissing(by.id(), Authority.WITHDRAW, Authorities.EVERY_MARKET);
    }
    List<Exposure> rows = reading.of(versionId, offset, limit);
    List<Exposure> mine = rows.stream().filter(row -> may(by, row.market())).toList();
    audit.append(
        new AuditEvent(
            "exposure",
            versionId.toString(),
            "opened",
            by,
            Map.of("rows", mine.size(), "offset", offset, "purpose", purpose)));
    return new Opened(mine, reading.count(versionId), rows.size() - mine.size());
  }

  private boolean may(Actor by, String market) {
    return MAY.stream().anyMatch(authority -> authorities.has(by.id(), authority, market));
  }
}
