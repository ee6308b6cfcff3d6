/** What HCPs did outside of our messages, and which journeys hear it. */
@NullMarked
package io.medley.campaign.event;

import org.jspecify.annotations.NullMarked;
