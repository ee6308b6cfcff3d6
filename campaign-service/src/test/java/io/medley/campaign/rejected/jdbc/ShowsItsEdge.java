package io.medley.campaign.rejected.jdbc;

/** A class of an edge that everybody can see. */
public final class ShowsItsEdge {}
