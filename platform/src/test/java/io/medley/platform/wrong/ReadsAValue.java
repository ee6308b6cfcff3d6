package io.medley.platform.wrong;

import org.springframework.beans.factory.annotation.Value;

/** A setting nobody validates. */
public record ReadsAValue(@Value("${some.setting}") String setting) {}
