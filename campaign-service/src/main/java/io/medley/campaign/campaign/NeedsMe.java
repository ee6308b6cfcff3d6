package io.medley.campaign.campaign;

import io.medley.platform.security.Actor;
import java.util.List;

/** A room that knows of things somebody has to do; home and the campaign board show them ranked. */
public interface NeedsMe {

  /** What needs this person. */
  List<Need> of(Actor actor);

  /**
   * One thing that needs somebody.
   *
   * @param rank lower is more pressing
   * @param tone {@code needs work live draft blocked}
   * @param status the state in two words
   * @param what what it is about
   * @param why why now, one sentence
   * @param href where to act
   * @param act the button
   */
  record Need(
      int rank, String tone, String status, String what, String why, String href, String act) {}
}
