/** Launches for people and programs. */
@NullMarked
package io.medley.campaign.launch.web;

import org.jspecify.annotations.NullMarked;
