@NullMarked
package io.medley.content.asset;

import org.jspecify.annotations.NullMarked;
