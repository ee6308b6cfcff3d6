package io.medley.content.rejected;

/** Stands where a service's classes live. */
public record PartOfAService(String name) {}
