package io.medley.workflows.production;

import io.medley.workflows.engine.DecisionEvidence;

/**
 * Whether a coordinator looks, as the decision table said.
 *
 * @param because in words a coordinator and an agency read
 * @param evidence which rule said so, from which facts
 */
public record QcDecision(boolean required, String because, DecisionEvidence evidence) {}
