/** What journeys ask of this service at each step, and where every HCP is and was. */
@NullMarked
package io.medley.campaign.journey;

import org.jspecify.annotations.NullMarked;
