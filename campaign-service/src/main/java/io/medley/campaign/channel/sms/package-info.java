/** Text messages through a provider that speaks HTTP. */
@NullMarked
package io.medley.campaign.channel.sms;

import org.jspecify.annotations.NullMarked;
