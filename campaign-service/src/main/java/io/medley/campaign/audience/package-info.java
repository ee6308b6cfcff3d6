/** Who a campaign is for: filters over what is known of HCPs, saved, counted and explained. */
@NullMarked
package io.medley.campaign.audience;

import org.jspecify.annotations.NullMarked;
