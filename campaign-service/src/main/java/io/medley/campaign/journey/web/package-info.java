/** The pages and the API of HCPs: list, import, and why each touch was or was not made. */
@NullMarked
package io.medley.campaign.journey.web;

import org.jspecify.annotations.NullMarked;
