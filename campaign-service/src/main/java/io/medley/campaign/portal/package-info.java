/** A professional portal asks what to show an HCP now. */
@NullMarked
package io.medley.campaign.portal;

import org.jspecify.annotations.NullMarked;
