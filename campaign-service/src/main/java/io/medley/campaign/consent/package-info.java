/** The consent ledger: append-only, asked as of an instant. */
@NullMarked
package io.medley.campaign.consent;

import org.jspecify.annotations.NullMarked;
