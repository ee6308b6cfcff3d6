package io.medley.workflows.lifecycle;

/**
 * What is known of a change that concerns an approved version; the decision table {@code
 * lifecycle-response} is asked with it.
 *
 * @param kind what happened, e.g. {@code CLAIM_WITHDRAWN}
 * @param safety whether patients may come to harm
 * @param newBlocks blocking findings that today's rules have and the run before the last signature
 *     had not
 */
public record BasisFacts(String kind, boolean safety, int newBlocks) {}
