/** Calls to systems of others, signed. */
@NullMarked
package io.medley.campaign.channel.webhook;

import org.jspecify.annotations.NullMarked;
