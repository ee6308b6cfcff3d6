/** From a planned campaign to its close: approvals, pilot, waves, readouts. */
@NullMarked
package io.medley.workflows.campaignlaunch;

import org.jspecify.annotations.NullMarked;
