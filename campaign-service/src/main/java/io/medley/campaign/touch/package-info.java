/** The touch gate: every message to an HCP is decided, claimed, handed over and explained here. */
@NullMarked
package io.medley.campaign.touch;

import org.jspecify.annotations.NullMarked;
