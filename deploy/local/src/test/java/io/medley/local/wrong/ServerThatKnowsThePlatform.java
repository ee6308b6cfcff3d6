package io.medley.local.wrong;

import io.medley.platform.wrong.SomethingOfThePlatform;

/** Wrong: reaches up. */
record ServerThatKnowsThePlatform(SomethingOfThePlatform above) {}
