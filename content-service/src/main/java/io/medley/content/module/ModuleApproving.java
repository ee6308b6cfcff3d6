package io.medley.content.module;

import io.medley.content.claim.LibraryRights;
import io.medley.content.module.ModuleApproval.Lane;
import io.medley.content.signing.SignedAct;
import io.medley.content.signing.SignedStatement;
import io.medley.content.signing.StatementRequest;
import io.medley.content.signing.StatementSigning;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authority;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  private static final String KIND = "module-approval";

  private final ModuleKeeping keeping;
  private final ModuleStore modules;
  private final LibraryRights rights;
  private final StatementSigning signing;
  private final AuditTrail audit;

  ModuleApproving(
      ModuleKeeping keeping,
      ModuleStore modules,
      LibraryRights rights,
      StatementSigning signing,
      AuditTrail audit) {
    this.keeping = keeping;
    this.modules = modules;
    this.rights = rights;
    this.signing = signing;
    this.audit = audit;
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
    return signing.ask(KIND, statement(draft, lane), by);
  }

  @Override
  public String kind() {
    return KIND;
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
    SignedStatement signed = signing.sign(request, stepUp, by, statement(draft, lane));
    ModuleApproval approval =
        new ModuleApproval(
            id,
            draft.number(),
            lane,
            by.id(),
            by.printedName(),
            ModuleKeeping.sha256(draft),
            signed.at(),
            signed);
    modules.add(approval);
    audit.append(
        new AuditEvent(
            "module",
            id,
            "approved-" + lane.name().toLowerCase(Locale.ROOT),
            by,
            Map.of(
                "number",
                draft.number(),
                "sha256",
                approval.sha256(),
                "meaning",
                signed.meaning(),
                "keyId",
                signed.keyId(),
                "signature",
                signed.signature())));
    Set<Lane> given =
        modules.approvals(id, draft.number()).stream()
            .map(ModuleApproval::lane)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Lane.class)));
    if (given.containsAll(LANES.keySet())) {
      keeping.putInForce(draft, by);
    }
    return "/modules/" + id;
  }

  /** Whether a stored approval is what was signed, over this version as it stands. */
  public boolean holds(ModuleApproval approval, ModuleVersion version) {
    return approval.sha256().equals(ModuleKeeping.sha256(version))
        && signing.holds(
            approval.signature(),
            Map.of(
                "module", version.moduleId(),
                "number", String.valueOf(version.number()),
                "lane", approval.lane().name(),
                "sha256", approval.sha256(),
                "person", approval.person(),
                "printedName", approval.printedName()));
  }

  private static Map<String, String> statement(ModuleVersion draft, Lane lane) {
    Map<String, String> statement = new TreeMap<>();
    statement.put(
        "meaning",
        "I approve this version of the module for %s use, as far as its rules go."
            .formatted(lane.name().toLowerCase(Locale.ROOT)));
    statement.put("module", draft.moduleId());
    statement.put("number", String.valueOf(draft.number()));
    statement.put("lane", lane.name());
    statement.put("words", draft.content());
    statement.put("sha256", ModuleKeeping.sha256(draft));
    return statement;
  }

  private void requireApprovable(ModuleVersion draft, Lane lane, Actor by) {
    rights.requireLane(by, Objects.requireNonNull(LANES.get(lane)), draft.rules().countries());
    if (draft.state() != ModuleState.DRAFT) {
      throw new ModuleRefusal.ModuleConflict(
          "Version %d is %s; it is not waiting for approval."
              .formatted(draft.number(), draft.state()));
    }
    LibraryRights.obstacle(
            "module", draft.author(), modules.approvals(draft.moduleId(), draft.number()), lane, by)
        .ifPresent(
            obstacle -> {
              throw new ModuleRefusal.ApprovalRefused(obstacle);
            });
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
