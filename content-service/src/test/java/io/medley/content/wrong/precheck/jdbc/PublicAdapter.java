package io.medley.content.wrong.precheck.jdbc;

/** Wrong on purpose: an adapter for everybody. */
public final class PublicAdapter {}
