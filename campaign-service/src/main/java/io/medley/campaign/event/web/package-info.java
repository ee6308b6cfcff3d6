/** Where events come in: pages and API. */
@NullMarked
package io.medley.campaign.event.web;

import org.jspecify.annotations.NullMarked;
