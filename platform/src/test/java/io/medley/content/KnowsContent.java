package io.medley.content;

/** Something of a service. */
public final class KnowsContent {}
