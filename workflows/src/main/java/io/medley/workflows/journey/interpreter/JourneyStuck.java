package io.medley.workflows.journey.interpreter;

/** The model cannot go on from here; the engine would raise an incident. */
public final class JourneyStuck extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JourneyStuck(String element, String why) {
    super("At " + element + ": " + why);
  }
}
