/**
 * How versions are used by campaigns, in counts that campaign-service reports: so that where-used
 * is one local question. Who was served stays there.
 */
@NullMarked
package io.medley.content.usage;

import org.jspecify.annotations.NullMarked;
