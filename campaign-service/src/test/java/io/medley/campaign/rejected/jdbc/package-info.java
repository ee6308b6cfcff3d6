/** An edge that shows itself. */
@NullMarked
package io.medley.campaign.rejected.jdbc;

import org.jspecify.annotations.NullMarked;
