/** What portals asked, in PostgreSQL. */
@NullMarked
package io.medley.campaign.portal.jdbc;

import org.jspecify.annotations.NullMarked;
