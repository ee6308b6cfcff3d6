/** Requests of data subjects over HTTP. */
@NullMarked
package io.medley.campaign.privacy.web;

import org.jspecify.annotations.NullMarked;
