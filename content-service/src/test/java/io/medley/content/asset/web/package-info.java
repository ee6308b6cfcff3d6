@NullMarked
package io.medley.content.asset.web;

import org.jspecify.annotations.NullMarked;
