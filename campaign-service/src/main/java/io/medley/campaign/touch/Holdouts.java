package io.medley.campaign.touch;

import io.medley.platform.security.Actor;

/** Shares of HCPs that are held out for one brand or one campaign. */
public interface Holdouts {

  /** What a share is for. */
  enum Scope {
    /** All campaigns of a brand, by its id. */
    BRAND,
    /** One campaign, by its id. */
    CAMPAIGN
  }

  /** HCPs of ten thousand that are held out; 0 if nothing was set. */
  int share(Scope scope, String key);

  /**
   * Sets the share with its audit entry. A larger share keeps everybody held out who was.
   *
   * @param perTenThousand 0 to 5,000: more than half cannot be held out
   */
  void set(Scope scope, String key, int perTenThousand, Actor actor);

  /**
   * The same with a reason, which stays with the change for good.
   *
   * @param reason why; may be empty
   */
  void set(Scope scope, String key, int perTenThousand, String reason, Actor actor);
}
