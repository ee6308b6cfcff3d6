/** How far a market and brand is in working with what journeys learn. */
@NullMarked
package io.medley.campaign.maturity;

import org.jspecify.annotations.NullMarked;
