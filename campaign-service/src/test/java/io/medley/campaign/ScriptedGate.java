package io.medley.campaign;

import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.campaign.touch.TouchGate;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A gate that decides what a test says and writes the contact, so that links of it can be followed.
 */
public final class ScriptedGate implements TouchGate {

  /** The one link of every piece. */
  public static final String LINK = "https://www.northwind.example/zelvaro";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final List<TouchCommand> asked = new CopyOnWriteArrayList<>();
  private final Map<String, TouchDecision> ended = new ConcurrentHashMap<>();
  private final Map<UUID, Function<TouchCommand, TouchDecision>> scripts =
      new ConcurrentHashMap<>();

  ScriptedGate(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What the gate answers for a campaign; everything is sent where nothing is said. */
  public void script(UUID campaign, Function<TouchCommand, TouchDecision> answer) {
    scripts.put(campaign, answer);
  }

  /** What was asked for a campaign, in order. */
  public List<TouchCommand> asked(UUID campaign) {
    return asked.stream().filter(command -> command.campaignId().equals(campaign)).toList();
  }

  /** Answers that the touch was handed over. */
  public TouchDecision send(TouchCommand command) {
    return ended.computeIfAbsent(
        command.sendKey().toString(),
        key ->
            new TouchDecision(
                Outcome.SENT,
                Reason.DELIVERED_TO_PROVIDER,
                null,
                contact(command),
                UUID.randomUUID()));
  }

  @Override
  public TouchDecision touch(TouchCommand command) {
    asked.add(command);
    return scripts.getOrDefault(command.campaignId(), this::send).apply(command);
  }

  private UUID contact(TouchCommand command) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            INSERT INTO contact (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id,
                                 channel, slot, version_id, market, language, state, at, links,
                                 rendered_hash)
            VALUES (:id, :key, :enrolment, :hcp, :campaign, :brand, :step, :channel, :slot, :version,
                    'GB', 'en-GB', 'CONTACTED', :at, :links, 'none')
            """)
        .param("id", id)
        .param("key", command.sendKey().toString())
        .param("enrolment", command.enrolmentId())
        .param("hcp", command.hcpId().value())
        .param("campaign", command.campaignId())
        .param("brand", command.brandId())
        .param("step", command.sendKey().stepId())
        .param("channel", command.channel())
        .param("slot", command.slot())
        .param("version", UUID.randomUUID())
        .param("at", Timestamp.from(clock.instant()))
        .param("links", new String[] {LINK})
        .update();
    return id;
  }
}
