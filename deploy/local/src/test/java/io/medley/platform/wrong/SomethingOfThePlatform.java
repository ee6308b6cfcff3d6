package io.medley.platform.wrong;

/** Anything of a module above. */
public final class SomethingOfThePlatform {}
