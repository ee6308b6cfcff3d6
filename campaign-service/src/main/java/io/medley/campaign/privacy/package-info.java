/** Requests of data subjects: being erased. */
@NullMarked
package io.medley.campaign.privacy;

import org.jspecify.annotations.NullMarked;
