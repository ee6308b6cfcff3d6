@NullMarked
package io.medley.content.wrong.asset;

import org.jspecify.annotations.NullMarked;
