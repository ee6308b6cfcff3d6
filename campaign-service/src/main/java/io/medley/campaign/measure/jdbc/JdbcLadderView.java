package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.LadderView;
import io.medley.campaign.measure.Stage;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rungs counted in PostgreSQL, by the same lasting times as one HCP's rung. */
@Repository
class JdbcLadderView implements LadderView {

  private static final List<Stage> UPWARDS = List.of(Stage.values());

  /** Stage, its place and how long its evidence lasts, as rows. */
  private static final String RUNGS =
      UPWARDS.stream()
          .map(
              stage ->
                  "('%s', %d, interval '%d seconds')"
                      .formatted(stage, UPWARDS.indexOf(stage), stage.lasts().toSeconds()))
          .collect(Collectors.joining(", ", "(values ", ") as rung (stage, place, lasts)"));

  /** A topic of a brand; the brand itself before its topics. */
  private record Of(String brandId, String topic) {
    static final Comparator<Of> ORDER =
        Comparator.comparing(Of::brandId)
            .thenComparing(of -> !of.topic().equals(of.brandId()))
            .thenComparing(Of::topic);
  }

  private final JdbcClient jdbc;

  JdbcLadderView(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Topic> of(Instant now, Instant before) {
    Map<Of, Map<Stage, Long>> counts = new TreeMap<>(Of.ORDER);
    Map<Of, long[]> moves = new TreeMap<>(Of.ORDER);
    jdbc.sql(
            """
            with evidence as (
              select hcp_id, topic, brand_id, stage, at from stage_evidence
              union all
              select hcp_id, brand_id, brand_id, stage, at from stage_evidence
              where topic <> brand_id),
            stood as (
              select e.hcp_id, e.topic, e.brand_id,
                     coalesce(max(r.place) filter (where e.at <= :now and e.at + r.lasts > :now), 0)
                       as place,
                     coalesce(max(r.place) filter (
                       where e.at <= :before and e.at + r.lasts > :before), 0) as earlier
              from evidence e join (select * from %s) r on r.stage = e.stage
              group by e.hcp_id, e.topic, e.brand_id)
            select topic, brand_id, place, count(*) as hcps, count(*) filter (where place > earlier) as up,
                   count(*) filter (where place < earlier) as down
            from stood group by topic, brand_id, place order by topic, place
            """
                .formatted(RUNGS))
        .param("now", Timestamp.from(now))
        .param("before", Timestamp.from(before))
        .query(
            (RowCallbackHandler)
                rs -> {
                  String brand = rs.getString("brand_id");
                  Of topic = new Of(brand == null ? "" : brand, rs.getString("topic"));
                  Stage stage = UPWARDS.get(rs.getInt("place"));
                  long[] moved = moves.computeIfAbsent(topic, key -> new long[2]);
                  moved[0] += rs.getLong("up");
                  moved[1] += rs.getLong("down");
                  Map<Stage, Long> here =
                      counts.computeIfAbsent(topic, key -> new EnumMap<>(Stage.class));
                  if (stage != Stage.UNAWARE) {
                    here.put(stage, rs.getLong("hcps"));
                  }
                });
    return counts.entrySet().stream()
        .map(
            entry -> {
              long[] moved = moves.getOrDefault(entry.getKey(), new long[2]);
              Of of = entry.getKey();
              return new Topic(
                  of.topic(),
                  of.brandId().isEmpty() ? null : of.brandId(),
                  entry.getValue(),
                  moved[0],
                  moved[1]);
            })
        .toList();
  }
}
