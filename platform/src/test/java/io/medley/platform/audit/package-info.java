@NullMarked
package io.medley.platform.audit;

import org.jspecify.annotations.NullMarked;
