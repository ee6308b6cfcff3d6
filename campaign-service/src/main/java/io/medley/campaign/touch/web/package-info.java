/** How channels stand, and how fast they may send: pages and API. */
@NullMarked
package io.medley.campaign.touch.web;

import org.jspecify.annotations.NullMarked;
