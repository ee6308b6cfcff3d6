/** What a service does instead of serving: migrate, reindex, verify the audit. */
@NullMarked
package io.medley.platform.command;

import org.jspecify.annotations.NullMarked;
