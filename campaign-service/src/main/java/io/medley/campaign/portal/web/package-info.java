/** The API portals call. */
@NullMarked
package io.medley.campaign.portal.web;

import org.jspecify.annotations.NullMarked;
