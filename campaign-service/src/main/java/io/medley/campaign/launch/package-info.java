/** A campaign's way from its plan to its close: readiness, approvals, pilot, waves, readouts. */
@NullMarked
package io.medley.campaign.launch;

import org.jspecify.annotations.NullMarked;
