package io.medley.workflows;

import static org.awaitility.Awaitility.await;

import io.medley.local.LocalStack;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/** A test that runs the models on the real engine; all of them share one context and one clock. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = TestWorkflows.class, webEnvironment = WebEnvironment.NONE)
@ContextConfiguration(initializers = TestWorkflows.Servers.class)
public @interface OnTheEngine {

  /** The business clock of the tests: the engine's. */
  final class Time {
    private Time() {}

    /** What the engine takes for now. */
    public static Instant now() {
      return LocalStack.forTests().broker().clock().now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Moves the engine forward. */
    public static void pass(Duration duration) {
      LocalStack.forTests().broker().clock().add(duration);
    }

    /** Waits in real time until the assertion holds. */
    public static void eventually(ThrowingRunnable assertion) {
      await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    /** Checks for a while that nothing changes what is asserted. */
    public static void stays(ThrowingRunnable assertion) {
      await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }
  }
}
