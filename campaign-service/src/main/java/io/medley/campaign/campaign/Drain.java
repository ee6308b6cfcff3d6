package io.medley.campaign.campaign;

import java.time.Instant;

/**
 * Nobody enters the campaign any more; journeys under way go on to their end.
 *
 * @param by person id
 * @param at business time
 */
public record Drain(String why, String by, Instant at) {}
