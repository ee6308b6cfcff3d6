/**
 * Campaigns from journey templates: planning, launching, enrolment, and starting journeys at a
 * pace.
 */
@NullMarked
package io.medley.campaign.campaign;

import org.jspecify.annotations.NullMarked;
