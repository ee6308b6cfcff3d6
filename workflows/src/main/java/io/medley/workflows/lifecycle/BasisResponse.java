package io.medley.workflows.lifecycle;

import io.medley.workflows.engine.DecisionEvidence;

/**
 * What a change means for a version, as the decision table said.
 *
 * @param days calendar days to look at it; 0 if nobody has to
 * @param because in words
 * @param evidence which rule said so, from which facts
 */
public record BasisResponse(
    Response response, int days, String because, DecisionEvidence evidence) {

  /** What follows. */
  public enum Response {
    /** Held back at once; somebody looks at it. */
    SUSPEND,
    /** Stays in use; somebody looks at it in time. */
    REVIEW,
    /** Written down. */
    NOTE
  }
}
