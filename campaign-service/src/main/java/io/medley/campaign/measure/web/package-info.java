/** What a message's links lead to: the pixel, the redirect, the preference page. */
@NullMarked
package io.medley.campaign.measure.web;

import org.jspecify.annotations.NullMarked;
