@NullMarked
package io.medley.content.module;

import org.jspecify.annotations.NullMarked;
