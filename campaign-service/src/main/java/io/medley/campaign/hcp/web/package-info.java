/** HCPs over HTTP. */
@NullMarked
package io.medley.campaign.hcp.web;

import org.jspecify.annotations.NullMarked;
