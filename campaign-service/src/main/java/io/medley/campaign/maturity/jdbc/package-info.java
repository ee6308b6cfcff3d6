/** What is observed of maturity in PostgreSQL. */
@NullMarked
package io.medley.campaign.maturity.jdbc;

import org.jspecify.annotations.NullMarked;
