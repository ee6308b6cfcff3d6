package io.medley.content;

/** A class of the other service, as far as a rule can tell. */
public final class StandIn {}
