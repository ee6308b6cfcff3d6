/** Dry runs for people. */
@NullMarked
package io.medley.campaign.dryrun.web;

import org.jspecify.annotations.NullMarked;
