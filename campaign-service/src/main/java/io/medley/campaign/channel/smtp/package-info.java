/** E-mail over SMTP, and looking a message up at the provider. */
@NullMarked
package io.medley.campaign.channel.smtp;

import org.jspecify.annotations.NullMarked;
