package io.medley.platform.audit;

import io.medley.platform.security.Actor;
import java.util.Map;

/**
 * One thing that happened to one aggregate.
 *
 * @param aggregateType kind of aggregate, e.g. {@code asset-version}
 * @param aggregateId its id; with the type it names the hash chain
 * @param action what happened, past tense, e.g. {@code submitted}
 * @param actor who did it
 * @param facts what was decided and from what; must be expressible in canonical JSON and must not
 *     hold personal values of an HCP (pseudonyms only)
 */
public record AuditEvent(
    String aggregateType, String aggregateId, String action, Actor actor, Map<String, ?> facts) {}
