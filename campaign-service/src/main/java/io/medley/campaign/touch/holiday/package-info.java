/** Public holidays of countries. */
@org.jspecify.annotations.NullMarked
package io.medley.campaign.touch.holiday;
