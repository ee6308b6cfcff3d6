package io.medley.content.brief;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.SubmissionWitness;
import io.medley.content.asset.UploadListener;
import io.medley.content.extraction.ExtractedFile;
import io.medley.platform.security.Actor;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A brief follows the pieces that are made for it, in the transaction that moves the piece. */
@Component
class BriefFollowing implements UploadListener, SubmissionWitness {

  private static final Actor SYSTEM = Actor.system("briefs");

  private final Briefs briefs;
  private final Briefing briefing;

  BriefFollowing(Briefs briefs, Briefing briefing) {
    this.briefs = briefs;
    this.briefing = briefing;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void uploaded(AssetVersion version, ExtractedFile read) {
    follow(version, brief -> briefing.inProduction(brief, SYSTEM));
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void submitted(AssetVersion version) {
    follow(version, brief -> briefing.delivered(brief, SYSTEM));
  }

  private void follow(AssetVersion version, Consumer<Brief> then) {
    briefs.ofPiece(version.asset()).flatMap(briefs::lock).ifPresent(then);
  }
}
