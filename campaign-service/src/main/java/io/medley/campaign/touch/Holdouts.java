package io.medley.campaign.touch;

import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.UUID;

/** Shares of HCPs that are held out of everything, of one brand or of one campaign. */
public interface Holdouts {

  /** The key of {@link Scope#EVERYTHING}. */
  String EVERYTHING = "*";

  /** What a share is for. */
  enum Scope {
    /** Everything that promotes, whatever the brand; its only key is {@link #EVERYTHING}. */
    EVERYTHING,
    /** All campaigns of a brand, by its id. */
    BRAND,
    /** One campaign, by its id. */
    CAMPAIGN
  }

  /**
   * What concerns a touch, each in HCPs of ten thousand.
   *
   * @param everything held out of everything that promotes
   * @param brand held out of the brand
   * @param campaign held out of the campaign
   */
  record Shares(int everything, int brand, int campaign) {

    /** Nobody is held out. */
    public static final Shares NONE = new Shares(0, 0, 0);
  }

  /** The shares that count now for a campaign of a brand, all in one read. */
  Shares shares(String brandId, UUID campaignId);

  /**
   * HCPs of ten thousand that are held out now. Before anybody set one nobody is held out of a
   * brand or campaign, and of everything as many as the service was installed with.
   */
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

  /**
   * Sets the share held out of everything; two people answer for it.
   *
   * @param perTenThousand 0 to 5,000
   * @param countsFrom until then the share of now counts on
   * @param askedBy who asked for it
   * @param actor who confirmed it
   */
  void setEverything(
      int perTenThousand, Instant countsFrom, String reason, String askedBy, Actor actor);
}
