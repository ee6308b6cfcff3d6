package io.medley.campaign.hcp;

import java.time.Duration;

/** What a fact rests on. */
public enum Basis {
  /** The HCP said so. Fades slowly. */
  DECLARED(0.7, Duration.ofDays(730)),
  /** The HCP did so. Weighs most while it is fresh. */
  OBSERVED(1.0, Duration.ofDays(90)),
  /** Concluded from other facts. */
  INFERRED(0.4, Duration.ofDays(90)),
  /** A representative reported it. */
  REP(0.6, Duration.ofDays(180));

  private final double weight;
  private final Duration halfLife;

  Basis(double weight, Duration halfLife) {
    this.weight = weight;
    this.halfLife = halfLife;
  }

  /** Weight of a fresh fact of full confidence, 0 to 1. */
  public double weight() {
    return weight;
  }

  /** After this time a fact weighs half. */
  public Duration halfLife() {
    return halfLife;
  }
}
