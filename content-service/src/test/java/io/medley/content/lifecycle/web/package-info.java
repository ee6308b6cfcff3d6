@NullMarked
package io.medley.content.lifecycle.web;

import org.jspecify.annotations.NullMarked;
