package io.medley.content.wrong.precheck;

/** Wrong on purpose: a rule that anybody may call. */
public final class LooseRule {}
