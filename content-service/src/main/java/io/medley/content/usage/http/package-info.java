@NullMarked
package io.medley.content.usage.http;

import org.jspecify.annotations.NullMarked;
