/**
 * Changing a campaign that runs: a proposal with its preview, its confirmation, and moving those
 * under way.
 */
@NullMarked
package io.medley.campaign.change;

import org.jspecify.annotations.NullMarked;
