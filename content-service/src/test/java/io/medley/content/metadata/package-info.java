@NullMarked
package io.medley.content.metadata;

import org.jspecify.annotations.NullMarked;
