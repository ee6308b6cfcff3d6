package io.medley.content.module;

import io.medley.content.claim.LibraryApproving;
import io.medley.content.module.ModuleApproval.Lane;
import io.medley.content.signing.SignedAct;
import io.medley.content.signing.SignedStatement;
import io.medley.content.signing.StatementRequest;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authority;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Approving a draft of a module, in one lane, by a signature over the version's hash. Medical and
 * regulatory, two people who did not write it, put it in force.
 */
@Service
public class ModuleApproving implements SignedAct {

  /** The lanes a module is approved in, with the authority each takes. */
  public static final Map<Lane, Authority> LANES =
      Map.of(
          Lane.MEDICAL, Authority.LANE_MEDICAL,
          Lane.REGULATORY, Authority.LANE_REGULATORY);

  private static final String WHAT = "module";

  private final ModuleKeeping keeping;
  private final ModuleStore modules;
  private final LibraryApproving approving;

  ModuleApproving(ModuleKeeping keeping, ModuleStore modules, LibraryApproving approving) {
    this.keeping = keeping;
    this.modules = modules;
    this.approving = approving;
  }

  /**
   * Asks to approve a draft in one lane. It takes effect once the statement is signed.
   *
   * @throws io.medley.platform.security.AuthorityMissing if this person does not hold the lane for
   *     every market of the module
   * @throws ModuleRefusal.ApprovalRefused if this person wrote it or approved it already
   */
  @Transactional
  public StatementRequest ask(String id, int number, Lane lane, Actor by) {
    ModuleVersion draft = keeping.lock(id, number);
    requireApprovable(draft, lane, by);
    return approving.ask(draft(draft), lane, by);
  }

  @Override
  public String kind() {
    return LibraryApproving.kind(WHAT);
  }

  @Override
  public String title() {
    return "Approve a module";
  }

  @Override
  @Transactional
  public String complete(StatementRequest request, String stepUp, Actor by) {
    Lane lane = Lane.valueOf(request.field("lane"));
    String id = request.field("module");
    ModuleVersion draft = keeping.lock(id, Integer.parseInt(request.field("number")));
    requireApprovable(draft, lane, by);
    SignedStatement signed = approving.sign(request, stepUp, draft(draft), lane, by);
    modules.add(
        new ModuleApproval(
            id,
            draft.number(),
            lane,
            by.id(),
            by.printedName(),
            ModuleKeeping.sha256(draft),
            signed.at(),
            signed));
    if (LibraryApproving.complete(LANES.keySet(), modules.approvals(id, draft.number()))) {
      keeping.putInForce(draft, by);
    }
    return "/modules/" + id;
  }

  /** Whether a stored approval is what was signed, over this version as it stands. */
  public boolean holds(ModuleApproval approval, ModuleVersion version) {
    return approving.holds(approval, draft(version));
  }

  private static LibraryApproving.Draft draft(ModuleVersion version) {
    return new LibraryApproving.Draft(
        WHAT,
        version.moduleId(),
        version.number(),
        version.author(),
        version.rules().countries(),
        "its rules go",
        version.content(),
        ModuleKeeping.sha256(version));
  }

  private void requireApprovable(ModuleVersion draft, Lane lane, Actor by) {
    approving.requireLane(draft(draft), lane, LANES, by);
    if (draft.state() != ModuleState.DRAFT) {
      throw new ModuleRefusal.ModuleConflict(
          "Version %d is %s; it is not waiting for approval."
              .formatted(draft.number(), draft.state()));
    }
    approving.requireAnotherPerson(
        draft(draft),
        lane,
        modules.approvals(draft.moduleId(), draft.number()),
        by,
        ModuleRefusal.ApprovalRefused::new);
    if (draft.kind() == ModuleKind.CLAIM) {
      keeping
          .claimObstacle(draft.brandId(), draft.claimId(), draft.content())
          .ifPresent(
              obstacle -> {
                throw new ModuleRefusal.ApprovalRefused(obstacle);
              });
    }
  }
}
