package io.medley.workflows.journey.interpreter;

import java.util.List;

/** A model that is no journey, with everything that must be mended, in plain words. */
public final class JourneyModelRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * With all problems.
   *
   * @param problems not empty
   */
  public JourneyModelRefused(List<String> problems) {
    super("The model is no journey: " + String.join(" ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each in one sentence that names the element. */
  public List<String> problems() {
    return problems;
  }
}
