/** Journeys, one process per person and campaign: their ports, names, templates and workers. */
@NullMarked
package io.medley.workflows.journey;

import org.jspecify.annotations.NullMarked;
