@NullMarked
package io.medley.content.vocabulary.web;

import org.jspecify.annotations.NullMarked;
