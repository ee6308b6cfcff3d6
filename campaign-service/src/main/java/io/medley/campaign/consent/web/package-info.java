/** The consent ledger over HTTP. */
@NullMarked
package io.medley.campaign.consent.web;

import org.jspecify.annotations.NullMarked;
