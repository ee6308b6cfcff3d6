package io.medley.seed.demo;

/** The road could not be walked to its end; the message says why in one plain sentence. */
public final class DemoFailed extends RuntimeException {

  DemoFailed(String sentence) {
    super(sentence);
  }
}
