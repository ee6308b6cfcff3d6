package io.medley.content.brief;

import io.medley.content.asset.AssetId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stored briefs. Every method joins the caller's transaction. */
public interface Briefs {

  void add(Brief brief);

  Optional<Brief> find(BriefId id);

  /** The brief, locked until the transaction ends. */
  Optional<Brief> lock(BriefId id);

  /** Lets nobody else report a gap of this campaign until the transaction ends. */
  void lockGap(String campaignId);

  /** The brief that is worked on for this gap. */
  Optional<Brief> ofGap(BriefDraft gap);

  /** At most 500, those that are worked on first, the soonest due first. */
  List<Brief> search(BriefQuery query);

  /** Writes what is asked for; {@code false} if the row is not at {@code rowVersion} any more. */
  boolean change(BriefId id, long rowVersion, BriefDraft wanted, Instant dueAt, Instant at);

  /** Moves the state; {@code false} if it is not {@code from}. */
  boolean move(BriefId id, BriefState from, BriefState to, @Nullable String reason, Instant at);

  /** Says that a piece is made for a brief; {@code false} if it answers one already. */
  boolean link(BriefId id, AssetId piece, String by, Instant at);

  /** The pieces made for a brief, in the order they came. */
  List<AssetId> pieces(BriefId id);

  /** The brief a piece is made for. */
  Optional<BriefId> ofPiece(AssetId piece);

  /** How many pieces were made for each of these. */
  Map<BriefId, Integer> pieceCounts(Collection<BriefId> ids);

  /** Agencies that were ever briefed or sent work. */
  List<String> agencies();
}
