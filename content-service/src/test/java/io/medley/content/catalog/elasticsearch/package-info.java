@NullMarked
package io.medley.content.catalog.elasticsearch;

import org.jspecify.annotations.NullMarked;
