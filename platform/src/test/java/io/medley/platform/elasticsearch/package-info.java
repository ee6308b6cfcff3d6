@NullMarked
package io.medley.platform.elasticsearch;

import org.jspecify.annotations.NullMarked;
