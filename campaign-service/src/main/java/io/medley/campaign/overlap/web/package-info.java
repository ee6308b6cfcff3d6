/** The view of overlapping journeys and its API. */
@NullMarked
package io.medley.campaign.overlap.web;

import org.jspecify.annotations.NullMarked;
