package io.medley.campaign.touch;

/** What a touch is for. Under scarcity the earlier purpose goes first. */
public enum TouchPurpose {
  /** The HCP asked for it. */
  REQUESTED,
  /** Safety or label information the HCP has to have. */
  SAFETY,
  /** About an arrangement with the HCP, e.g. a confirmation or a reminder of a booked meeting. */
  SERVICE,
  /** A product or indication is being launched. */
  LAUNCH,
  /** Everything else that promotes. */
  NURTURE;

  /** Whether it promotes: a rest period stops it. */
  public boolean promotes() {
    return this == LAUNCH || this == NURTURE;
  }

  /** Whether nobody asked for it. */
  public boolean unsolicited() {
    return this != REQUESTED;
  }

  /**
   * Whether it neither waits for contact hours nor for caps: the HCP is waiting for it, or has a
   * right to know at once. It counts against the caps of what follows all the same.
   */
  public boolean urgent() {
    return this == REQUESTED || this == SAFETY;
  }

  /** Whether it goes before another under scarcity. */
  public boolean before(TouchPurpose other) {
    return compareTo(other) < 0;
  }
}
