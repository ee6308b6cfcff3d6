package io.medley.content.brief;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.DraftWitness;
import io.medley.platform.security.Actor;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A brief follows the pieces that are made for it, in the transaction that moves the piece. */
@Component
class BriefFollowing implements DraftWitness {

  private static final Actor SYSTEM = Actor.system("briefs");

  private final Briefs briefs;
  private final Briefing briefing;

  BriefFollowing(Briefs briefs, Briefing briefing) {
    this.briefs = briefs;
    this.briefing = briefing;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void uploaded(AssetVersion version) {
    follow(version, brief -> briefing.inProduction(brief, SYSTEM));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void submitted(AssetVersion version) {
    follow(version, brief -> briefing.delivered(brief, SYSTEM));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void reopened(AssetVersion version) {
    follow(version, brief -> briefing.inProduction(brief, SYSTEM));
  }

  private void follow(AssetVersion version, Consumer<Brief> then) {
    briefs.ofPiece(version.asset()).flatMap(briefs::lock).ifPresent(then);
  }
}
