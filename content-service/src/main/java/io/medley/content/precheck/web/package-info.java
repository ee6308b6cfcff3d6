@NullMarked
package io.medley.content.precheck.web;

import org.jspecify.annotations.NullMarked;
