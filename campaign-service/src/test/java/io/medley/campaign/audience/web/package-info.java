/** Tests of the pages of audiences. */
@NullMarked
package io.medley.campaign.audience.web;

import org.jspecify.annotations.NullMarked;
