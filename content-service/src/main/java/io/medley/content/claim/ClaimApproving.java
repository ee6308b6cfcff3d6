package io.medley.content.claim;

import io.medley.content.claim.ClaimApproval.Lane;
import io.medley.content.signing.SignedAct;
import io.medley.content.signing.SignedStatement;
import io.medley.content.signing.StatementRequest;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Approving a draft of a claim, in one lane, by a signature over the version's hash. With medical
 * and regulatory both given by two people who did not write it, it becomes usable and replaces the
 * version before it.
 */
@Service
public class ClaimApproving implements SignedAct {

  /** The lanes a claim is approved in, with the authority each takes. */
  public static final Map<Lane, Authority> LANES =
      Map.of(
          Lane.MEDICAL, Authority.LANE_MEDICAL,
          Lane.REGULATORY, Authority.LANE_REGULATORY);

  private static final String WHAT = "claim";

  private final ClaimAuthoring authoring;
  private final ClaimStore claims;
  private final ReferenceStore references;
  private final LibraryApproving approving;

  ClaimApproving(
      ClaimAuthoring authoring,
      ClaimStore claims,
      ReferenceStore references,
      LibraryApproving approving) {
    this.authoring = authoring;
    this.claims = claims;
    this.references = references;
    this.approving = approving;
  }

  /**
   * Asks to approve a draft in one lane. It takes effect once the statement is signed.
   *
   * @throws AuthorityMissing if this person does not hold the lane for every market of the claim
   * @throws ClaimRefusal.ApprovalRefused if this person wrote it or approved it already
   * @throws ClaimRefusal.Unsupported if no quote stands behind it, or not behind all its figures
   */
  @Transactional
  public StatementRequest ask(String claimId, int number, Lane lane, Actor by) {
    ClaimVersion draft = authoring.lock(claimId, number);
    requireApprovable(draft, lane, by);
    return approving.ask(draft(draft), lane, by);
  }

  @Override
  public String kind() {
    return LibraryApproving.kind(WHAT);
  }

  @Override
  public String title() {
    return "Approve a claim";
  }

  @Override
  @Transactional
  public String complete(StatementRequest request, String stepUp, Actor by) {
    Lane lane = Lane.valueOf(request.field("lane"));
    String claimId = request.field("claim");
    int number = Integer.parseInt(request.field("number"));
    ClaimVersion draft = authoring.lock(claimId, number);
    requireApprovable(draft, lane, by);
    SignedStatement signed = approving.sign(request, stepUp, draft(draft), lane, by);
    claims.add(
        new ClaimApproval(
            claimId,
            number,
            lane,
            by.id(),
            by.printedName(),
            ClaimAuthoring.sha256(draft),
            signed.at(),
            signed));
    if (LibraryApproving.complete(LANES.keySet(), claims.approvals(claimId, number))) {
      authoring.putInForce(draft, "Approved by medical and regulatory", by);
    }
    return "/claims/" + claimId;
  }

  /** Whether a stored approval is what was signed, over this version as it stands. */
  public boolean holds(ClaimApproval approval, ClaimVersion version) {
    return approving.holds(approval, draft(version));
  }

  private static LibraryApproving.Draft draft(ClaimVersion version) {
    return new LibraryApproving.Draft(
        WHAT,
        version.claimId(),
        version.number(),
        version.author(),
        version.countries(),
        "its scope goes",
        version.wordings().isEmpty() ? "" : version.wordings().getFirst().text(),
        ClaimAuthoring.sha256(version));
  }

  private void requireApprovable(ClaimVersion draft, Lane lane, Actor by) {
    if (!LANES.containsKey(lane)) {
      throw new ClaimRefusal.ApprovalRefused("An import is approved by importing it.");
    }
    approving.requireLane(draft(draft), lane, LANES, by);
    ClaimAuthoring.requireState(draft, ClaimState.DRAFT, "is not waiting for approval");
    approving.requireAnotherPerson(
        draft(draft),
        lane,
        claims.approvals(draft.claimId(), draft.number()),
        by,
        ClaimRefusal.ApprovalRefused::new);
    requireSupported(draft);
  }

  private void requireSupported(ClaimVersion draft) {
    List<String> quotes =
        draft.supports().stream()
            .map(ClaimSupport::anchor)
            .filter(Objects::nonNull)
            .map(ReferenceAnchor::quote)
            .toList();
    if (quotes.isEmpty()) {
      throw new ClaimRefusal.Unsupported(
          "No place in a reference stands behind this claim yet: add one with page and quote.",
          List.of());
    }
    for (ClaimSupport support : draft.supports()) {
      LibraryReference reference = references.find(support.referenceId()).orElseThrow();
      if (reference.retracted()) {
        throw new ClaimRefusal.Unsupported(
            "“%s” is retracted; nothing may rest on it.".formatted(reference.title()), List.of());
      }
    }
    for (ClaimWording wording : draft.wordings()) {
      // Quotes are compared in the claim's own way of writing figures and in English.
      List<String> missing =
          WordingComparison.unsupportedFigures(
              wording.text(), wording.language(), quotes, wording.language());
      List<String> missingInEnglish =
          WordingComparison.unsupportedFigures(wording.text(), wording.language(), quotes, "en");
      missing = missing.stream().filter(missingInEnglish::contains).toList();
      if (!missing.isEmpty()) {
        throw new ClaimRefusal.Unsupported(
            "No quote says %s, which the wording in %s claims. Add the place that does, or mend the wording."
                .formatted(String.join(", ", missing), wording.language()),
            missing);
      }
    }
  }
}
