/** What a professional portal asks for and shows. */
@NullMarked
package io.medley.campaign.channel.portal;

import org.jspecify.annotations.NullMarked;
