package io.medley.content.production;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.DraftWitness;
import io.medley.content.brief.Brief;
import io.medley.content.brief.BriefState;
import io.medley.content.brief.BriefWitness;
import io.medley.platform.time.RealTime;
import io.medley.workflows.production.ProductionProcesses;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens a production with its brief or its upload, and tells its process whenever something
 * happened to the piece, in the transaction in which it happened.
 */
@Component
class ProductionFollowing implements DraftWitness, BriefWitness {

  private final Productions productions;
  private final ProductionProcesses processes;
  private final Clock clock;
  private final RealTime realTime;

  ProductionFollowing(
      Productions productions, ProductionProcesses processes, Clock clock, RealTime realTime) {
    this.productions = productions;
    this.processes = processes;
    this.clock = clock;
    this.realTime = realTime;
  }

  /** The production of a piece; opened now if none is running. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Production of(AssetVersion version) {
    return productions
        .lockOfPiece(version.asset())
        .orElseGet(
            () ->
                opened(
                    new Production(UUID.randomUUID(), null, version.asset(), 1, null, null, null)));
  }

  private Production opened(Production production) {
    Instant real = realTime.now();
    productions.add(production, clock.instant(), real);
    processes.start(production.id(), production.attempt());
    return production;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void uploaded(AssetVersion version) {
    tell(of(version));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void tagsConfirmed(AssetVersion version) {
    tell(of(version));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void stopped(AssetVersion version) {
    tell(of(version));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void reopened(AssetVersion version) {
    tell(of(version));
  }

  /** What was being made ends; where nothing was, nothing begins. */
  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void givenUp(AssetVersion version) {
    productions.lockOfPiece(version.asset()).ifPresent(this::tell);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void written(Brief brief) {
    if (!brief.agency().isEmpty()) {
      opened(new Production(UUID.randomUUID(), brief.id(), null, 1, null, null, null));
    }
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void changed(Brief brief) {
    Optional<Production> waiting = productions.lockWaiting(brief.id());
    if (waiting.isPresent()) {
      tell(waiting.get());
    } else if (brief.state() == BriefState.OPEN) {
      written(brief);
    }
  }

  /**
   * What waited for the brief's piece makes this piece from now on. A piece that was being made
   * already keeps its own production, and nothing is left to wait for.
   */
  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void pieceCame(Brief brief, AssetVersion version) {
    productions
        .lockWaiting(brief.id())
        .ifPresent(
            waiting -> {
              if (productions.lockOfPiece(version.asset()).isPresent()) {
                productions.done(waiting.id(), clock.instant());
              } else {
                productions.pieceCame(waiting.id(), version.asset());
              }
              tell(waiting);
            });
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void over(Brief brief) {
    productions
        .lockWaiting(brief.id())
        .ifPresent(
            waiting -> {
              productions.done(waiting.id(), clock.instant());
              tell(waiting);
            });
  }

  void tell(Production production) {
    processes.changed(production.id());
  }
}
