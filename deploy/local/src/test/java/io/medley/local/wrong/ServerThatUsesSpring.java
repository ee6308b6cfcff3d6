package io.medley.local.wrong;

import org.springframework.context.ApplicationContext;

/** Wrong: Spring outside the sign-in provider. */
record ServerThatUsesSpring(ApplicationContext context) {}
