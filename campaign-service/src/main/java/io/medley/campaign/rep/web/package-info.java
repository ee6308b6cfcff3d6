/** The representative's pages and API. */
@NullMarked
package io.medley.campaign.rep.web;

import org.jspecify.annotations.NullMarked;
