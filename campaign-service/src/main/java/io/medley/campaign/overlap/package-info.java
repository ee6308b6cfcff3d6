/** HCPs who are in several journeys at once, and what collides. */
@NullMarked
package io.medley.campaign.overlap;

import org.jspecify.annotations.NullMarked;
