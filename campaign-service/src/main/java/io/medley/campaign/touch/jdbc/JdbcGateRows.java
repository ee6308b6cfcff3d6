package io.medley.campaign.touch.jdbc;

import io.medley.campaign.consent.Consents;
import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.GateReads;
import io.medley.campaign.touch.GateRows;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.PastContact;
import io.medley.campaign.touch.Practice;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.Suppressions;
import io.medley.campaign.touch.WaitingTouch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rows the gate's conditions go by, in PostgreSQL. */
@Repository
class JdbcGateRows implements GateRows {

  /**
   * A journey that was asked to end makes no touch, also while that request is on its way to it.
   */
  private static final String EXIT =
      "select exit_reason from enrolment where id = :enrolment and exit_reason is not null";

  private static final String SUPPRESSED =
      """
      select channel, reason from address_suppression
      where hcp_id = :hcp and channel = any(:channels)
      """;

  /** Of each channel the line the consent ledger goes by, as {@link Consents#asOf} chooses it. */
  private static final String CONSENTS =
      """
      select distinct on (channel) channel, id, at, expires_at,
             case when status = 'GRANTED' and expires_at <= :at then 'EXPIRED' else status end
               as effective
      from consent_entry
      where hcp_id = :hcp and channel = any(:channels) and purpose = :purpose and at <= :at
      order by channel, (status = 'PENDING'), at desc, id desc
      """;

  private final JdbcClient jdbc;
  private final JdbcOperations trips;
  private final JsonMapper json;

  JdbcGateRows(JdbcClient jdbc, JdbcOperations trips, JsonMapper json) {
    this.jdbc = jdbc;
    this.trips = trips;
    this.json = json;
  }

  @Override
  public Found read(Wanted wanted) {
    String key = wanted.sendKey().toString();
    UUID hcp = wanted.hcpId().value();
    String[] channels = wanted.channels().toArray(String[]::new);
    Timestamp at = Timestamp.from(wanted.at());
    Trip trip = new Trip();
    Trip.Rows<KillSwitches.Switch> switches =
        trip.rows(
            JdbcKillSwitches.MAY_CONCERN,
            Map.of("campaign", wanted.campaignId().toString()),
            JdbcKillSwitches::read);
    Trip.Rows<Instant> firstAsked =
        trip.rows(JdbcSends.FIRST_DECIDED, Map.of("key", key, "now", at), JdbcSends::at);
    Trip.Rows<String> exit =
        trip.rows(EXIT, Map.of("enrolment", wanted.sendKey().enrolmentId()), JdbcGateRows::exit);
    Trip.Rows<Map.Entry<String, Suppressions.Why>> suppressed =
        trip.rows(SUPPRESSED, Map.of("hcp", hcp, "channels", channels), JdbcGateRows::suppressed);
    Trip.Rows<Map.Entry<String, GateReads.Agreement>> consents =
        trip.rows(
            CONSENTS,
            Map.of("hcp", hcp, "channels", channels, "purpose", Consents.PROMOTION, "at", at),
            JdbcGateRows::consent);
    Trip.Rows<Practice> practice =
        trip.rows(JdbcPractices.OF_HCP, Map.of("hcp", hcp), JdbcPractices::practice);
    Trip.Rows<PastContact> contacts =
        trip.rows(
            JdbcSends.CONTACTS,
            Map.of(
                "hcp",
                hcp,
                "key",
                key,
                "since",
                Timestamp.from(wanted.contactsSince()),
                "shadow",
                wanted.shadow()),
            JdbcSends::past);
    Trip.Rows<WaitingTouch> waiting =
        trip.rows(
            JdbcWaitingTouches.OF_HCP,
            Map.of("hcp", hcp, "shadow", wanted.shadow()),
            JdbcWaitingTouches::touch);
    Trip.Rows<ServableVersion> versions =
        trip.rows(
            JdbcApprovalState.BY_ID,
            Map.of("versions", wanted.versions().toArray(UUID[]::new)),
            (row, number) -> JdbcApprovalState.version(json, row));
    // Last: a lease that runs out while the others are read is not believed.
    Trip.Rows<ApprovalState.Lease> lease =
        trip.rows(JdbcApprovalState.LEASE, Map.of(), JdbcApprovalState::readLease);
    trip.make(trips);
    return new Found(
        switches.all(),
        firstAsked.first(),
        exit.first(),
        suppressed.all().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)),
        consents.all().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)),
        practice.first().orElseThrow(),
        contacts.all(),
        waiting.all(),
        lease.first().orElseThrow(),
        versions.all().stream()
            .collect(
                Collectors.toUnmodifiableMap(ServableVersion::versionId, Function.identity())));
  }

  @Override
  public Optional<String> exit(UUID enrolmentId) {
    return jdbc.sql(EXIT).param("enrolment", enrolmentId).query(JdbcGateRows::exit).optional();
  }

  private static String exit(ResultSet row, int number) throws SQLException {
    return "The journey was asked to end: " + row.getString("exit_reason") + ".";
  }

  private static Map.Entry<String, Suppressions.Why> suppressed(ResultSet row, int number)
      throws SQLException {
    return Map.entry(row.getString("channel"), Suppressions.Why.valueOf(row.getString("reason")));
  }

  private static Map.Entry<String, GateReads.Agreement> consent(ResultSet row, int number)
      throws SQLException {
    Timestamp expires = row.getTimestamp("expires_at");
    return Map.entry(
        row.getString("channel"),
        new GateReads.Agreement(
            row.getLong("id"),
            row.getString("effective"),
            row.getTimestamp("at").toInstant(),
            expires == null ? null : expires.toInstant()));
  }
}
