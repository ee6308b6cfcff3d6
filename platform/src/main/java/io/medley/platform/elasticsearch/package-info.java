/** The only place of this module that talks to Elasticsearch. */
@NullMarked
package io.medley.platform.elasticsearch;

import org.jspecify.annotations.NullMarked;
