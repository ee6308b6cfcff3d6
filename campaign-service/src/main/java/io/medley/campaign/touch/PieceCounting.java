package io.medley.campaign.touch;

import java.time.Instant;

/** Counts how readers respond to pieces. */
public interface PieceCounting {

  /** Counts everything anew from contacts made since an instant. */
  void count(Instant since);
}
