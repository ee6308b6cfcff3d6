package io.medley.campaign.campaign;

/** Acts on a pause that was begun or ended, after that committed. */
@FunctionalInterface
public interface PauseListener {

  /** Something was paused or resumed just now. */
  void changed();
}
