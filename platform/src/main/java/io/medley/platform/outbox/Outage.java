package io.medley.platform.outbox;

/**
 * A failure that passes by itself: what a message is for cannot be reached now. The relay tries
 * again and says so in one line; where the failure came from tells nobody anything.
 */
public interface Outage {}
