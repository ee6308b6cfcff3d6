package io.medley.seed.demo;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The figures of one run, each counted from the stores and the mail sink after the fact; nothing
 * here knows what the demo meant to do.
 */
final class Figures {

  private static final String EVER = "1970-01-01T00:00:00Z";

  private final Ledger content;
  private final Ledger campaigns;
  private final Catalog catalog;
  private final MailSinkPages mails;

  Figures(Ledger content, Ledger campaigns, Catalog catalog, MailSinkPages mails) {
    this.content = content;
    this.campaigns = campaigns;
    this.catalog = catalog;
    this.mails = mails;
  }

  /** Counts the approved pieces that can be found among these versions. */
  interface Catalog {
    long count(Set<String> versions);
  }

  /** The instant from which the run's rows are counted, by the databases' own clock. */
  OffsetDateTime beginning() {
    return content
        .rows("select clock_timestamp()", row -> row.getObject(1, OffsetDateTime.class))
        .getFirst();
  }

  /**
   * Everything about this run, in the order of the demo's last line.
   *
   * @param from {@link #beginning()} when the run began
   * @param campaign the run's campaign
   */
  Map<String, Object> ofRun(OffsetDateTime from, UUID campaign, boolean auditVerified) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("uploads", uploads(from));
    figures.put("findings", findings(from));
    figures.put("verdicts", verdicts(from));
    figures.put("reviews", reviews(from));
    figures.put("catalog", catalog.count(live(from)));
    figures.put("hcps", hcps(from));
    figures.put(
        "journeys",
        campaigns.number(
            "select count(*) from enrolment where campaign_id = ? and instance_key is not null",
            campaign));
    figures.put("touches", touches("outcome", campaign));
    figures.put("reasons", touches("reason", campaign));
    figures.put("mails", mailsOf(sendsOf(campaign)));
    figures.put("withdrawnTouches", withdrawnTouches());
    figures.put("auditEntries", auditEntries(from));
    figures.put("auditVerified", auditVerified);
    figures.put("total", total());
    return figures;
  }

  private Map<String, Object> total() {
    OffsetDateTime ever = OffsetDateTime.parse(EVER).withOffsetSameInstant(ZoneOffset.UTC);
    Map<String, Object> total = new LinkedHashMap<>();
    total.put("uploads", uploads(ever));
    total.put("catalog", catalog.count(live(ever)));
    total.put("hcps", hcps(ever));
    total.put(
        "journeys",
        campaigns.number("select count(*) from enrolment where instance_key is not null"));
    total.put(
        "touches",
        new TreeMap<>(
            campaigns.counts(
                "select outcome, count(*) from touch_trace where outcome is not null group by outcome")));
    total.put(
        "mails",
        mailsOf(
            Set.copyOf(campaigns.rows("select message_id from send", row -> row.getString(1)))));
    total.put("auditEntries", auditEntries(ever));
    return total;
  }

  private long uploads(OffsetDateTime from) {
    return content.number("select count(*) from asset_version where created_at >= ?", from);
  }

  private Map<String, Long> findings(OffsetDateTime from) {
    return new TreeMap<>(
        content.counts(
            """
            select f.rule_id, count(*)
              from finding f
              join (select distinct on (r.version_id) r.id
                      from check_run r join asset_version v on v.id = r.version_id
                     where v.created_at >= ?
                     order by r.version_id, r.sequence desc) newest on newest.id = f.run_id
             group by f.rule_id
            """,
            from));
  }

  private Map<String, Long> verdicts(OffsetDateTime from) {
    Map<String, Long> counted =
        content.counts(
            """
            select verdict, count(*)
              from (select distinct on (r.version_id) r.verdict
                      from check_run r join asset_version v on v.id = r.version_id
                     where v.created_at >= ?
                     order by r.version_id, r.sequence desc) newest
             group by verdict
            """,
            from);
    Map<String, Long> verdicts = new LinkedHashMap<>();
    for (String verdict : List.of("CLEARED", "REVIEW", "BLOCKED")) {
      verdicts.put(verdict, counted.getOrDefault(verdict, 0L));
    }
    return verdicts;
  }

  private List<Map<String, Object>> reviews(OffsetDateTime from) {
    return content.rows(
        """
        select r.title, r.job_code, r.tier,
               (select string_agg(l.lane, ',' order by l.lane) from review_lane l where l.review_id = r.id),
               extract(epoch from a.live_at - r.opened_at)
          from review r left join approval a on a.version_id = r.version_id
         where r.opened_at >= ?
         order by r.opened_at, r.job_code
        """,
        row -> {
          Map<String, Object> review = new LinkedHashMap<>();
          review.put("asset", row.getString(1) + " (" + row.getString(2) + ")");
          review.put("tier", row.getString(3));
          String lanes = row.getString(4);
          review.put("lanes", lanes == null ? List.of() : List.of(lanes.split(",")));
          double seconds = row.getDouble(5);
          review.put("secondsToApproved", row.wasNull() ? null : Math.round(seconds * 10) / 10.0);
          return review;
        },
        from);
  }

  private Set<String> live(OffsetDateTime from) {
    return Set.copyOf(
        content.rows(
            "select id from asset_version where created_at >= ?", row -> row.getString(1), from));
  }

  private long hcps(OffsetDateTime from) {
    return campaigns.number("select count(*) from hcp where created_at >= ?", from);
  }

  private Map<String, Long> touches(String column, UUID campaign) {
    return new TreeMap<>(
        campaigns.counts(
            "select %s, count(*) from touch_trace where campaign_id = ? and outcome is not null group by %s"
                .formatted(column, column),
            campaign));
  }

  private Set<String> sendsOf(UUID campaign) {
    return campaigns
        .rows(
            "select message_id from send where campaign_id = ?", row -> row.getString(1), campaign)
        .stream()
        .collect(Collectors.toSet());
  }

  private long mailsOf(Set<String> sends) {
    Set<String> bare = sends.stream().map(Figures::bare).collect(Collectors.toSet());
    return mails.mails().stream()
        .map(mail -> bare(mail.messageId()))
        .filter(bare::contains)
        .count();
  }

  private static String bare(String messageId) {
    return messageId.strip().replaceAll("^<|>$", "");
  }

  /**
   * Hand-overs of a version after its withdrawal was acknowledged, over everything that is stored.
   */
  long withdrawnTouches() {
    return content
        .rows(
            "select version_id, acknowledged_at from recall where kind = 'WITHDRAW' and acknowledged_at is not null",
            row ->
                new Withdrawal(
                    row.getObject(1, UUID.class), row.getObject(2, OffsetDateTime.class)))
        .stream()
        .mapToLong(
            withdrawal ->
                campaigns.number(
                    "select count(*) from send where ? = any (versions) and handing_over_at > ?",
                    withdrawal.version(),
                    withdrawal.acknowledgedAt()))
        .sum();
  }

  private long auditEntries(OffsetDateTime from) {
    String sql = "select count(*) from audit_entry where recorded_at >= ?";
    return content.number(sql, from) + campaigns.number(sql, from);
  }

  private record Withdrawal(UUID version, OffsetDateTime acknowledgedAt) {}
}
