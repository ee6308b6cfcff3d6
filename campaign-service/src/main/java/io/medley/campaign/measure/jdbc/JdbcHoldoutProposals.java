package io.medley.campaign.measure.jdbc;

import io.medley.campaign.measure.HoldoutProposal;
import io.medley.campaign.measure.HoldoutProposals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Shares asked for, in PostgreSQL. */
@Repository
class JdbcHoldoutProposals implements HoldoutProposals {

  private final JdbcClient jdbc;

  JdbcHoldoutProposals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(HoldoutProposal proposal) {
    Instant from = proposal.countsFrom();
    return jdbc.sql(
                """
                insert into holdout_proposal (id, per_ten_thousand, counts_from, reason, state,
                                              proposed_by, proposed_at)
                values (:id, :share, :from, :reason, :state, :by, :at)
                on conflict do nothing
                """)
            .param("id", proposal.id())
            .param("share", proposal.perTenThousand())
            .param("from", from == null ? null : Timestamp.from(from))
            .param("reason", proposal.reason())
            .param("state", proposal.state().name())
            .param("by", proposal.proposedBy())
            .param("at", Timestamp.from(proposal.proposedAt()))
            .update()
        == 1;
  }

  @Override
  public Optional<HoldoutProposal> find(UUID id) {
    return jdbc.sql("select * from holdout_proposal where id = :id")
        .param("id", id)
        .query((rs, n) -> proposal(rs))
        .optional();
  }

  @Override
  public Optional<HoldoutProposal> open() {
    return jdbc.sql("select * from holdout_proposal where state = 'PROPOSED'")
        .query((rs, n) -> proposal(rs))
        .optional();
  }

  @Override
  public boolean decided(UUID id, HoldoutProposal.State state, String by, Instant at) {
    return jdbc.sql(
                """
                update holdout_proposal set state = :state, decided_by = :by, decided_at = :at
                where id = :id and state = 'PROPOSED'
                """)
            .param("state", state.name())
            .param("by", by)
            .param("at", Timestamp.from(at))
            .param("id", id)
            .update()
        == 1;
  }

  private static HoldoutProposal proposal(ResultSet rs) throws SQLException {
    Timestamp from = rs.getTimestamp("counts_from");
    return new HoldoutProposal(
        rs.getObject("id", UUID.class),
        rs.getInt("per_ten_thousand"),
        from == null ? null : from.toInstant(),
        rs.getString("reason"),
        HoldoutProposal.State.valueOf(rs.getString("state")),
        rs.getString("proposed_by"),
        rs.getTimestamp("proposed_at").toInstant());
  }
}
