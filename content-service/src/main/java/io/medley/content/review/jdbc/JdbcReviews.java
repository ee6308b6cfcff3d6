package io.medley.content.review.jdbc;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.review.CalledLane;
import io.medley.content.review.ReturnedList;
import io.medley.content.review.Review;
import io.medley.content.review.ReviewId;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.ReviewState;
import io.medley.content.review.Reviews;
import io.medley.content.review.ServiceLevel;
import io.medley.content.signing.Lane;
import io.medley.content.signing.Verdict;
import io.medley.platform.security.Authorities;
import io.medley.workflows.mlrreview.LaneTask;
import io.medley.workflows.mlrreview.TierDecision;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcReviews implements Reviews {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcReviews(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public void open(Review review) {
    Review.Subject subject = review.subject();
    jdbc.sql(
            """
            insert into review (id, version_id, asset_id, title, job_code, version_number, language, brand_id, market, markets,
              content_hash, metadata_hash, author, submitter, agency, state, attempt, start_requested_at, opened_at,
              submission_round, previous_review)
            values (:id, :version, :asset, :title, :jobCode, :number, :language, :brand, :market, :markets,
              :contentHash, :metadataHash, :author, :submitter, :agency, :state, :attempt, :startRequestedAt, :openedAt, :round, :previous)
            """)
        .param("id", review.id().value())
        .param("version", subject.version().value())
        .param("asset", subject.asset().value())
        .param("title", subject.title())
        .param("jobCode", subject.jobCode())
        .param("number", subject.versionNumber())
        .param("language", subject.language())
        .param("brand", subject.brandId())
        .param("market", subject.market())
        .param("markets", subject.markets().toArray(String[]::new))
        .param("contentHash", subject.contentHash())
        .param("metadataHash", subject.metadataHash())
        .param("author", subject.author())
        .param("submitter", subject.submitter())
        .param("agency", subject.agency())
        .param("state", review.state().name())
        .param("attempt", review.attempt())
        .param("startRequestedAt", utc(review.startRequestedAt()))
        .param("openedAt", utc(review.openedAt()))
        .param("round", review.round())
        .param("previous", review.previous() == null ? null : review.previous().value())
        .update();
  }

  @Override
  public Optional<Review> find(ReviewId id) {
    return jdbc.sql("select * from review where id = :id")
        .param("id", id.value())
        .query((rs, row) -> review(rs))
        .optional();
  }

  @Override
  public Optional<Review> ofVersion(VersionId version) {
    return jdbc.sql("select * from review where version_id = :version")
        .param("version", version.value())
        .query((rs, row) -> review(rs))
        .optional();
  }

  @Override
  public List<Review> ofAsset(AssetId asset) {
    return jdbc.sql("select * from review where asset_id = :asset order by opened_at, id")
        .param("asset", asset.value())
        .query((rs, row) -> review(rs))
        .list();
  }

  @Override
  public Optional<Review> claimedBy(long processInstanceKey) {
    return jdbc.sql("select * from review where instance_key = :key")
        .param("key", processInstanceKey)
        .query((rs, row) -> review(rs))
        .optional();
  }

  @Override
  public Optional<Review> lock(ReviewId id) {
    return jdbc.sql("select * from review where id = :id for update")
        .param("id", id.value())
        .query((rs, row) -> review(rs))
        .optional();
  }

  @Override
  public boolean claim(ReviewId id, int attempt, long processInstanceKey, Instant at) {
    return jdbc.sql(
                """
                update review
                set instance_key = :key, claimed_at = coalesce(claimed_at, :at), row_version = row_version + 1
                where id = :id and attempt = :attempt and (instance_key = :key or instance_key is null) and ended_at is null
                """)
            .param("key", processInstanceKey)
            .param("at", utc(at))
            .param("id", id.value())
            .param("attempt", attempt)
            .update()
        == 1;
  }

  @Override
  public boolean end(ReviewId id, int attempt, long processInstanceKey, Instant at) {
    return jdbc.sql(
                """
                update review set ended_at = :at, row_version = row_version + 1
                where id = :id and attempt = :attempt and instance_key = :key and ended_at is null
                """)
            .param("at", utc(at))
            .param("id", id.value())
            .param("attempt", attempt)
            .param("key", processInstanceKey)
            .update()
        == 1;
  }

  @Override
  public void startRequested(ReviewId id, int attempt, Instant realTime) {
    jdbc.sql("update review set start_requested_at = :at where id = :id and attempt = :attempt")
        .param("at", utc(realTime))
        .param("id", id.value())
        .param("attempt", attempt)
        .update();
  }

  @Override
  public void nextAttempt(ReviewId id, int attempt, Instant realTime) {
    jdbc.sql(
            """
            update review
            set attempt = :next, instance_key = null, claimed_at = null, ended_at = null, start_requested_at = :at,
              row_version = row_version + 1
            where id = :id and attempt = :attempt
            """)
        .param("next", attempt + 1)
        .param("at", utc(realTime))
        .param("id", id.value())
        .param("attempt", attempt)
        .update();
  }

  @Override
  public void checked(ReviewId id, UUID checkRun) {
    jdbc.sql("update review set check_run_id = :run, row_version = row_version + 1 where id = :id")
        .param("run", checkRun)
        .param("id", id.value())
        .update();
  }

  @Override
  public void tiered(ReviewId id, TierDecision tier) {
    String decision =
        tier.evidence().isEmpty()
            ? ""
            : tier.evidence().stream()
                .map(evidence -> evidence.decisionId() + " v" + evidence.version())
                .collect(java.util.stream.Collectors.joining(", "));
    jdbc.sql(
            """
            update review
            set tier = :tier, measured_tier = :measured, tier_reasons = :reasons::jsonb, tier_rules = :rules::jsonb, tier_decision = :decision, tier_facts = :facts::jsonb,
              row_version = row_version + 1
            where id = :id
            """)
        .param("tier", tier.tier())
        .param("measured", tier.measured())
        .param("reasons", json.writeValueAsString(tier.reasons()))
        .param("rules", json.writeValueAsString(tier.evidence()))
        .param("decision", decision)
        .param(
            "facts",
            tier.evidence().isEmpty()
                ? null
                : json.writeValueAsString(tier.evidence().getFirst().inputs()))
        .param("id", id.value())
        .update();
  }

  @Override
  public boolean move(ReviewId id, ReviewState from, ReviewState to, Instant at) {
    return jdbc.sql(
                """
                update review
                set state = :to, closed_at = case when :over then :at::timestamptz else closed_at end, row_version = row_version + 1
                where id = :id and state = :from
                """)
            .param("to", to.name())
            .param("over", to.over())
            .param("at", utc(at))
            .param("id", id.value())
            .param("from", from.name())
            .update()
        == 1;
  }

  @Override
  public void returned(ReviewId id, ReturnedList list) {
    jdbc.sql("update review set returned_list = :list::jsonb where id = :id")
        .param("list", json.writeValueAsString(list))
        .param("id", id.value())
        .update();
  }

  @Override
  public Optional<ReturnedList> returnedList(ReviewId id) {
    return text("select returned_list::text from review where id = :id", id)
        .map(text -> json.readValue(text, ReturnedList.class));
  }

  @Override
  public void sealed(ReviewId id, Map<String, ?> seal) {
    jdbc.sql("update review set seal = :seal::jsonb where id = :id and seal is null")
        .param("seal", json.writeValueAsString(seal))
        .param("id", id.value())
        .update();
  }

  @Override
  public Optional<String> seal(ReviewId id) {
    return text("select seal::text from review where id = :id and seal is not null", id);
  }

  @Override
  public Optional<String> tierEvidence(ReviewId id) {
    return text("select tier_rules::text from review where id = :id and tier is not null", id);
  }

  @Override
  public void plan(ReviewLane lane) {
    jdbc.sql(
            """
            insert into review_lane (review_id, lane, candidate_group, state, due_at, remind_at, escalate_at, coordinator_at)
            values (:review, :lane, :group, 'PLANNED', :due, :remind, :escalate, :coordinator)
            on conflict (review_id, lane) do nothing
            """)
        .param("review", lane.review().value())
        .param("lane", lane.lane().name())
        .param("group", lane.candidateGroup())
        .param("due", utc(lane.dates().dueAt()))
        .param("remind", utc(lane.dates().remindAt()))
        .param("escalate", utc(lane.dates().escalateAt()))
        .param("coordinator", utc(lane.dates().coordinatorAt()))
        .update();
  }

  @Override
  public List<ReviewLane> lanes(ReviewId id) {
    return jdbc
        .sql("select * from review_lane where review_id = :id and state <> 'DROPPED'")
        .param("id", id.value())
        .query((rs, row) -> lane(rs))
        .list()
        .stream()
        .sorted(java.util.Comparator.comparing(ReviewLane::lane))
        .toList();
  }

  @Override
  public Optional<ReviewLane> lane(ReviewId id, Lane lane) {
    return jdbc.sql("select * from review_lane where review_id = :id and lane = :lane")
        .param("id", id.value())
        .param("lane", lane.name())
        .query((rs, row) -> lane(rs))
        .optional();
  }

  @Override
  public void openLane(ReviewId id, Lane lane, Instant at) {
    jdbc.sql(
            """
            update review_lane set state = 'OPEN', attempt = attempt + 1, opened_at = coalesce(opened_at, :at)
            where review_id = :id and lane = :lane and state = 'PLANNED'
            """)
        .param("at", utc(at))
        .param("id", id.value())
        .param("lane", lane.name())
        .update();
  }

  @Override
  public boolean planned(ReviewId id, int attempt) {
    return jdbc.sql(
                "update review set planned_attempt = :attempt where id = :id and planned_attempt < :attempt")
            .param("attempt", attempt)
            .param("id", id.value())
            .update()
        == 1;
  }

  @Override
  public void call(ReviewId id, CalledLane lane, Instant at) {
    jdbc.sql(
            """
            insert into review_called_lane (review_id, lane, reason, called_by, called_at)
            values (:id, :lane, :reason, :by, :at)
            """)
        .param("id", id.value())
        .param("lane", lane.lane().name())
        .param("reason", lane.reason())
        .param("by", lane.by())
        .param("at", utc(at))
        .update();
    jdbc.sql(
            """
            update review set tier_reasons = tier_reasons || to_jsonb(cast(:because as text)), row_version = row_version + 1
            where id = :id
            """)
        .param("because", lane.because())
        .param("id", id.value())
        .update();
  }

  @Override
  public List<CalledLane> called(ReviewId id) {
    return jdbc
        .sql("select lane, reason, called_by from review_called_lane where review_id = :id")
        .param("id", id.value())
        .query(
            (rs, row) ->
                new CalledLane(
                    Lane.valueOf(rs.getString("lane")),
                    rs.getString("reason"),
                    rs.getString("called_by")))
        .list()
        .stream()
        .sorted(java.util.Comparator.comparing(CalledLane::lane))
        .toList();
  }

  @Override
  public void inheritCalled(ReviewId id, ReviewId previous) {
    jdbc.sql(
            """
            insert into review_called_lane (review_id, lane, reason, called_by, called_at)
            select :id, lane, reason, called_by, called_at from review_called_lane where review_id = :previous
            on conflict do nothing
            """)
        .param("id", id.value())
        .param("previous", previous.value())
        .update();
  }

  @Override
  public void replanOpen(ReviewId id) {
    jdbc.sql(
            """
            update review_lane set state = 'PLANNED', complete_requested_at = null
            where review_id = :id and state = 'OPEN'
            """)
        .param("id", id.value())
        .update();
  }

  @Override
  public void replanLanes(ReviewId id) {
    jdbc.sql(
            """
            update review_lane set state = 'PLANNED', verdict = null, signature_id = null, closed_at = null, complete_requested_at = null
            where review_id = :id and carry_id is null and state <> 'DROPPED'
            """)
        .param("id", id.value())
        .update();
  }

  @Override
  public void waitsUntil(ReviewId id, Instant until) {
    jdbc.sql("update review set waits_until = :until where id = :id")
        .param("until", utc(until))
        .param("id", id.value())
        .update();
  }

  @Override
  public void raise(ReviewId id, String tier, String reason, String person, Instant at) {
    jdbc.sql(
            """
            update review set raised_to = :tier, raise_reason = :reason, raised_by = :person, raised_at = :at, row_version = row_version + 1
            where id = :id
            """)
        .param("tier", tier)
        .param("reason", reason)
        .param("person", person)
        .param("at", utc(at))
        .param("id", id.value())
        .update();
  }

  @Override
  public void stop(ReviewId id, String reason, String person, Instant at) {
    jdbc.sql(
            """
            update review set stop_reason = :reason, stopped_by = :person, stopped_at = :at, row_version = row_version + 1
            where id = :id
            """)
        .param("reason", reason)
        .param("person", person)
        .param("at", utc(at))
        .param("id", id.value())
        .update();
  }

  @Override
  public void cause(ReviewId id, String cause, String person) {
    jdbc.sql("update review set cause = :cause, cause_by = :person where id = :id")
        .param("cause", cause)
        .param("person", person)
        .param("id", id.value())
        .update();
  }

  @Override
  public void carry(ReviewId id, Lane lane, UUID signature, UUID carry, Instant at) {
    jdbc.sql(
            """
            update review_lane
            set state = 'CLOSED', verdict = 'APPROVE', signature_id = :signature, carry_id = :carry, closed_at = :at, last_reason = null
            where review_id = :id and lane = :lane
            """)
        .param("signature", signature)
        .param("carry", carry)
        .param("at", utc(at))
        .param("id", id.value())
        .param("lane", lane.name())
        .update();
  }

  @Override
  public void nextRound(ReviewId id, Lane lane, String reason) {
    jdbc.sql(
            """
            update review_lane
            set state = 'PLANNED', round = round + 1, verdict = null, signature_id = null, carry_id = null, closed_at = null,
              complete_requested_at = null, last_reason = :reason
            where review_id = :id and lane = :lane
            """)
        .param("reason", reason)
        .param("id", id.value())
        .param("lane", lane.name())
        .update();
  }

  @Override
  public void redate(ReviewId id, Lane lane, ServiceLevel.Dates dates) {
    jdbc.sql(
            """
            update review_lane set due_at = :due, remind_at = :remind, escalate_at = :escalate, coordinator_at = :coordinator, overdue_percent = 0
            where review_id = :id and lane = :lane and state = 'PLANNED'
            """)
        .param("due", utc(dates.dueAt()))
        .param("remind", utc(dates.remindAt()))
        .param("escalate", utc(dates.escalateAt()))
        .param("coordinator", utc(dates.coordinatorAt()))
        .param("id", id.value())
        .param("lane", lane.name())
        .update();
  }

  @Override
  public void drop(ReviewId id, Lane lane) {
    jdbc.sql("update review_lane set state = 'DROPPED' where review_id = :id and lane = :lane")
        .param("id", id.value())
        .param("lane", lane.name())
        .update();
  }

  @Override
  public boolean taskAppeared(LaneTask task, int attempt, Instant at) {
    return jdbc.sql(
                """
                insert into review_lane_task (review_id, lane, attempt, element_instance_key, task_key, appeared_at)
                select :review, :lane, :attempt, :element, :task, :at
                where not exists (select from review_lane_task where review_id = :review and lane = :lane and element_instance_key = :element)
                on conflict do nothing
                """)
            .param("review", task.reviewId())
            .param("lane", task.lane())
            .param("attempt", attempt)
            .param("element", task.elementInstanceKey())
            .param("task", task.taskKey())
            .param("at", utc(at))
            .update()
        == 1;
  }

  @Override
  public Optional<Long> newestTask(ReviewId id, Lane lane) {
    return jdbc.sql(
            """
            select task_key from review_lane_task
            where review_id = :id and lane = :lane
            order by attempt desc, task_key desc limit 1
            """)
        .param("id", id.value())
        .param("lane", lane.name())
        .query(Long.class)
        .optional();
  }

  @Override
  public void closeLane(ReviewId id, Lane lane, Verdict verdict, UUID signature, Instant at) {
    jdbc.sql(
            """
            update review_lane
            set state = 'CLOSED', verdict = :verdict, signature_id = :signature, closed_at = :at, last_reason = null
            where review_id = :id and lane = :lane
            """)
        .param("verdict", verdict.name())
        .param("signature", signature)
        .param("at", utc(at))
        .param("id", id.value())
        .param("lane", lane.name())
        .update();
  }

  @Override
  public void returnLane(ReviewId id, Lane lane, String reason, boolean nextRound) {
    jdbc.sql(
            """
            update review_lane
            set attempt = attempt + 1, round = round + :rise, last_reason = :reason, complete_requested_at = null
            where review_id = :id and lane = :lane and state <> 'CLOSED'
            """)
        .param("rise", nextRound ? 1 : 0)
        .param("reason", reason)
        .param("id", id.value())
        .param("lane", lane.name())
        .update();
  }

  @Override
  public void completeRequested(ReviewId id, Lane lane, Instant realTime) {
    jdbc.sql(
            "update review_lane set complete_requested_at = :at where review_id = :id and lane = :lane")
        .param("at", utc(realTime))
        .param("id", id.value())
        .param("lane", lane.name())
        .update();
  }

  @Override
  public boolean overdue(ReviewId id, Lane lane, int percent, Instant at) {
    boolean first =
        jdbc.sql(
                    """
                    insert into review_reminder (review_id, lane, percent, noted_at) values (:id, :lane, :percent, :at)
                    on conflict do nothing
                    """)
                .param("id", id.value())
                .param("lane", lane.name())
                .param("percent", percent)
                .param("at", utc(at))
                .update()
            == 1;
    jdbc.sql(
            """
            update review_lane set overdue_percent = greatest(overdue_percent, :percent)
            where review_id = :id and lane = :lane
            """)
        .param("percent", percent)
        .param("id", id.value())
        .param("lane", lane.name())
        .update();
    return first;
  }

  @Override
  public List<Review> unclaimedSince(Instant realTime, int limit) {
    return jdbc.sql(
            """
            select * from review
            where instance_key is null and ended_at is null and state in ('OPENED', 'IN_REVIEW') and start_requested_at < :before
            order by start_requested_at limit :limit
            """)
        .param("before", utc(realTime))
        .param("limit", limit)
        .query((rs, row) -> review(rs))
        .list();
  }

  @Override
  public List<Review> endedUndecided(Instant before, int limit) {
    return jdbc.sql(
            """
            select * from review
            where ended_at < :before and state in ('OPENED', 'IN_REVIEW', 'APPROVED', 'SEALED')
            order by ended_at limit :limit
            """)
        .param("before", utc(before))
        .param("limit", limit)
        .query((rs, row) -> review(rs))
        .list();
  }

  @Override
  public List<SignedOpenLane> signedOpenLanes(
      Instant requestedBefore, Instant tasklistSignedBefore, int limit) {
    return jdbc.sql(
            """
            select l.review_id, l.lane, s.verdict
            from review_lane l
            join lane_signature s on s.review_id = l.review_id and s.lane = l.lane and s.round = l.round
            join review r on r.id = l.review_id
            where l.state = 'OPEN' and r.ended_at is null and (l.complete_requested_at is null or l.complete_requested_at < :before)
              and (s.source <> 'TASKLIST' or s.signed_at <= :tasklist)
            order by s.signed_at limit :limit
            """)
        .param("before", utc(requestedBefore))
        .param("tasklist", utc(tasklistSignedBefore))
        .param("limit", limit)
        .query(
            (rs, row) ->
                new SignedOpenLane(
                    new ReviewId(rs.getObject("review_id", UUID.class)),
                    Lane.valueOf(rs.getString("lane")),
                    Verdict.valueOf(rs.getString("verdict"))))
        .list();
  }

  @Override
  public List<InboxLane> inbox(InboxFilter filter) {
    if (filter.markets().isEmpty()) {
      return List.of();
    }
    List<String> may = new ArrayList<>();
    Map<String, Object> parameters = new java.util.HashMap<>();
    filter
        .markets()
        .forEach(
            (lane, markets) -> {
              if (!filter.lanes().isEmpty() && !filter.lanes().contains(lane)) {
                return;
              }
              String name = "markets" + lane.name();
              boolean everywhere = markets.contains(Authorities.EVERY_MARKET);
              may.add(
                  "(l.lane = '%s' and %s)"
                      .formatted(
                          lane.name(), everywhere ? "true" : "r.markets <@ :" + name + "::text[]"));
              parameters.put(name, markets.toArray(String[]::new));
            });
    if (may.isEmpty()) {
      return List.of();
    }
    parameters.put("person", filter.notBy());
    parameters.put("market", filter.market());
    parameters.put("tier", filter.tier());
    parameters.put("text", "%" + filter.text().replaceAll("([%_\\\\])", "\\\\$1") + "%");
    parameters.put("limit", filter.limit());
    // Most urgent first: what is due soonest; among equals the deepest review.
    return jdbc.sql(
            """
            select l.review_id, r.version_id, l.lane, r.title, r.job_code, r.version_number, r.markets, r.language, r.tier, l.due_at, l.opened_at,
              l.last_reason, s.person_id as signer, s.source, r.agency
            from review_lane l
            join review r on r.id = l.review_id
            left join lane_signature s on s.review_id = l.review_id and s.lane = l.lane and s.round = l.round
            where l.state = 'OPEN' and r.author <> :person and r.submitter <> :person
              and (s.person_id is null or s.person_id = :person)
              and (:market = '' or :market = any(r.markets)) and (:tier = '' or r.tier = :tier)
              and (r.title ilike :text or r.job_code ilike :text)
              and (%s)
            order by l.due_at, r.tier, r.title
            limit :limit
            """
                .formatted(String.join(" or ", may)))
        .params(parameters)
        .query(
            (rs, row) ->
                new InboxLane(
                    new ReviewId(rs.getObject("review_id", UUID.class)),
                    new VersionId(rs.getObject("version_id", UUID.class)),
                    Lane.valueOf(rs.getString("lane")),
                    rs.getString("title"),
                    rs.getString("job_code"),
                    rs.getString("version_number"),
                    strings(rs, "markets"),
                    rs.getString("language"),
                    orEmpty(rs.getString("tier")),
                    instant(rs, "due_at"),
                    instant(rs, "opened_at"),
                    orEmpty(rs.getString("last_reason")),
                    orEmpty(rs.getString("signer")),
                    orEmpty(rs.getString("source")),
                    rs.getString("agency")))
        .list();
  }

  private Optional<String> text(String sql, ReviewId id) {
    return jdbc.sql(sql)
        .param("id", id.value())
        .query((rs, row) -> Optional.ofNullable(rs.getString(1)))
        .optional()
        .flatMap(text -> text);
  }

  private Review review(ResultSet rs) throws SQLException {
    return new Review(
        new ReviewId(rs.getObject("id", UUID.class)),
        new Review.Subject(
            new VersionId(rs.getObject("version_id", UUID.class)),
            new AssetId(rs.getObject("asset_id", UUID.class)),
            rs.getString("title"),
            rs.getString("job_code"),
            rs.getString("version_number"),
            rs.getString("language"),
            rs.getString("brand_id"),
            rs.getString("market"),
            strings(rs, "markets"),
            rs.getString("content_hash"),
            rs.getString("metadata_hash"),
            rs.getString("author"),
            rs.getString("submitter"),
            rs.getString("agency")),
        ReviewState.valueOf(rs.getString("state")),
        rs.getInt("attempt"),
        rs.getObject("instance_key", Long.class),
        instantOrNull(rs, "claimed_at"),
        instant(rs, "start_requested_at"),
        instantOrNull(rs, "ended_at"),
        rs.getObject("check_run_id", UUID.class),
        rs.getString("tier"),
        json.readValue(rs.getString("tier_reasons"), new TypeReference<List<String>>() {}),
        instant(rs, "opened_at"),
        instantOrNull(rs, "closed_at"),
        rs.getInt("submission_round"),
        previous(rs.getObject("previous_review", UUID.class)),
        rs.getString("raised_to"),
        rs.getString("raise_reason"),
        rs.getString("raised_by"),
        rs.getString("stop_reason"),
        rs.getString("stopped_by"),
        rs.getString("cause"),
        instantOrNull(rs, "waits_until"));
  }

  private static @Nullable ReviewId previous(@Nullable UUID id) {
    return id == null ? null : new ReviewId(id);
  }

  private static ReviewLane lane(ResultSet rs) throws SQLException {
    String verdict = rs.getString("verdict");
    return new ReviewLane(
        new ReviewId(rs.getObject("review_id", UUID.class)),
        Lane.valueOf(rs.getString("lane")),
        rs.getInt("round"),
        rs.getString("candidate_group"),
        ReviewLane.State.valueOf(rs.getString("state")),
        rs.getInt("attempt"),
        new ServiceLevel.Dates(
            instant(rs, "due_at"),
            instant(rs, "remind_at"),
            instant(rs, "escalate_at"),
            instant(rs, "coordinator_at")),
        instantOrNull(rs, "opened_at"),
        verdict == null ? null : Verdict.valueOf(verdict),
        rs.getObject("signature_id", UUID.class),
        rs.getString("last_reason"),
        instantOrNull(rs, "complete_requested_at"),
        instantOrNull(rs, "closed_at"),
        rs.getInt("overdue_percent"),
        rs.getObject("carry_id", UUID.class));
  }

  private static List<String> strings(ResultSet rs, String column) throws SQLException {
    Array array = rs.getArray(column);
    return Arrays.asList((String[]) array.getArray());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
    OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
