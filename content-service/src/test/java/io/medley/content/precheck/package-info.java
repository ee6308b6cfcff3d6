@NullMarked
package io.medley.content.precheck;

import org.jspecify.annotations.NullMarked;
