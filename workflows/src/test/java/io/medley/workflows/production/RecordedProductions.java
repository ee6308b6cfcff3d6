package io.medley.workflows.production;

import io.medley.workflows.OnTheEngine.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Production steps that record what the model asks and answer as each test says. */
public class RecordedProductions implements ProductionSteps {

  private final Map<UUID, Work> works = new ConcurrentHashMap<>();

  /** A piece that stands there. */
  Work at(Stand.Place place) {
    Work work = new Work(place);
    works.put(work.id, work);
    return work;
  }

  /** The making of one piece: its row, its answers and what was asked. */
  static final class Work {
    final UUID id = UUID.randomUUID();
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Stand.Place place;
    volatile QcFacts facts = new QcFacts(false, false, 3, 1);
    volatile QcCheck.Outcome decision = QcCheck.Outcome.OPEN;
    volatile @Nullable QcDecision planned;
    volatile boolean decidedBefore;
    volatile int attempt = 1;
    volatile long instance;

    Work(Stand.Place place) {
      this.place = place;
    }
  }

  private Work row(UUID id) {
    Work work = works.get(id);
    if (work == null) {
      throw new IllegalStateException("No such production");
    }
    return work;
  }

  @Override
  public boolean claim(UUID productionId, int attempt, long processInstanceKey) {
    Work work = row(productionId);
    work.asked.add("claim");
    if (attempt != work.attempt || (work.instance != 0 && work.instance != processInstanceKey)) {
      return false;
    }
    work.instance = processInstanceKey;
    return true;
  }

  @Override
  public Stand look(UUID productionId) {
    Work work = row(productionId);
    work.asked.add("look " + work.place);
    return work.place == Stand.Place.PRODUCE
        ? Stand.produce(
            new ProduceTask(
                "agency-northlight",
                Time.now().plus(Duration.ofDays(5)),
                "Launch e-mail",
                "GB",
                "EMAIL",
                "2030-01-01",
                "http://localhost/briefs/1",
                null))
        : Stand.at(work.place);
  }

  @Override
  public Optional<QcFacts> qcFacts(UUID productionId) {
    Work work = row(productionId);
    return work.decidedBefore ? Optional.empty() : Optional.of(work.facts);
  }

  @Override
  public QcPlan planQc(UUID productionId, QcDecision decision) {
    Work work = row(productionId);
    work.planned = decision;
    work.asked.add("plan " + (decision.required() ? "REQUIRED" : "SKIPPED"));
    return decision.required()
        ? QcPlan.ask(
            new QcTask(
                "coordinator-gb",
                Time.now().plus(Duration.ofDays(1)),
                "Launch e-mail",
                "GB-1",
                "0.1",
                "GB",
                "northlight",
                decision.because(),
                "nothing a reviewer has to judge",
                "http://localhost/qc",
                "http://localhost/piece"))
        : QcPlan.skipped();
  }

  @Override
  public QcCheck recordQc(UUID productionId) {
    Work work = row(productionId);
    work.asked.add("record " + work.decision);
    return work.decision == QcCheck.Outcome.OPEN
        ? QcCheck.open("Nobody has decided.")
        : QcCheck.of(work.decision);
  }

  @Override
  public void startReview(UUID productionId) {
    row(productionId).asked.add("startReview");
  }

  @Override
  public void ended(UUID productionId, int attempt, long processInstanceKey) {
    row(productionId).asked.add("ended");
  }
}
