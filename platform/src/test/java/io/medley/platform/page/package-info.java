@NullMarked
package io.medley.platform.page;

import org.jspecify.annotations.NullMarked;
