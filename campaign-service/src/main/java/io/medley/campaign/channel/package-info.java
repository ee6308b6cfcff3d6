/** Channels a touch can leave through, and what can be asked of their providers. */
@NullMarked
package io.medley.campaign.channel;

import org.jspecify.annotations.NullMarked;
