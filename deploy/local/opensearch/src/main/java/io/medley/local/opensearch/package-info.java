/** The OpenSearch node behind Camunda Tasklist, as a program of its own. */
@NullMarked
package io.medley.local.opensearch;

import org.jspecify.annotations.NullMarked;
