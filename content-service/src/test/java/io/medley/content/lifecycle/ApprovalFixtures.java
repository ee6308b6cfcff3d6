package io.medley.content.lifecycle;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Approvals in words. */
public final class ApprovalFixtures {

  public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

  private ApprovalFixtures() {}

  /** Live in Britain in English by e-mail for HCPs, all of 2026. */
  public static Approval aLivePiece() {
    return approval(ApprovalState.LIVE);
  }

  public static Approval approval(ApprovalState state) {
    return new Approval(
        VersionId.random(),
        AssetId.random(),
        1,
        state,
        "1.0",
        "aa",
        "bb",
        "text/html",
        "launch.html",
        "zelvaro",
        "Launch e-mail",
        "GB-ZEL-001",
        "email",
        "promotional",
        List.of("GB"),
        "en-GB",
        List.of("EMAIL"),
        List.of("HCP"),
        List.of("hypertension-adults"),
        List.of("once a day"),
        List.of("announce"),
        FROM,
        TO,
        new Approval.Proof(UUID.randomUUID(), FROM, List.of()),
        "northlight",
        "T1",
        FROM,
        FROM);
  }
}
