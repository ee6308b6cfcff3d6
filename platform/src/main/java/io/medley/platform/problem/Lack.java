package io.medley.platform.problem;

/**
 * One thing that is missing or wrong in what somebody entered.
 *
 * @param field where it was entered, by the name the API gives it
 * @param message what is wrong and how to mend it, one sentence
 */
public record Lack(String field, String message) {}
