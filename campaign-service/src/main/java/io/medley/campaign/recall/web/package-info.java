/** Beginning the campaign that sets a recalled version right. */
@NullMarked
package io.medley.campaign.recall.web;

import org.jspecify.annotations.NullMarked;
