package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.platform.signing.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Which HCPs are held out: decided by a hash, so the same after every restart and import. */
public final class Arms {

  private static final int BUCKETS = 10_000;

  private final String seed;

  /** With the seed that keeps everybody in their arm. */
  public Arms(GateSettings settings) {
    this.seed = settings.holdoutSeed();
  }

  /**
   * True if the HCP is held out of everything. A larger share holds out everybody a smaller one
   * did.
   */
  public boolean holdout(HcpId hcp, int perTenThousand) {
    return perTenThousand > 0 && bucket(seed + "|" + hcp.value()) < perTenThousand;
  }

  /** True if the HCP is held out for one brand or campaign; larger shares only add to it, too. */
  boolean holdout(HcpId hcp, Holdouts.Scope scope, String key, int perTenThousand) {
    return perTenThousand > 0
        && bucket(seed + "|" + scope + "|" + key + "|" + hcp.value()) < perTenThousand;
  }

  /** True if the touch must not be made: requested, safety and service information never is. */
  boolean holdout(TouchCommand command, Holdouts holdouts) {
    return holdout(
        command.hcpId(), command.brandId(), command.campaignId(), command.purpose(), holdouts);
  }

  /** The same for a step that is no touch, e.g. what a representative is asked to do. */
  public boolean holdout(
      HcpId hcp, String brandId, UUID campaignId, TouchPurpose purpose, Holdouts holdouts) {
    return purpose.promotes() && holdout(hcp, brandId, campaignId, holdouts);
  }

  /** True if the HCP is held out of everything, of the brand or of the campaign. */
  public boolean holdout(HcpId hcp, String brandId, UUID campaignId, Holdouts holdouts) {
    Holdouts.Shares shares = holdouts.shares(brandId, campaignId);
    return holdout(hcp, shares.everything())
        || holdout(hcp, Holdouts.Scope.BRAND, brandId, shares.brand())
        || holdout(hcp, Holdouts.Scope.CAMPAIGN, campaignId.toString(), shares.campaign());
  }

  private static long bucket(String text) {
    byte[] hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) % BUCKETS;
  }
}
