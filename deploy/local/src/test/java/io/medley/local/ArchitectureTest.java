package io.medley.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** deploy/local stands at the bottom: it hands out addresses and credentials, and knows nobody. */
class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.medley.local");
  private static final JavaClasses WRONG =
      new ClassFileImporter().importPackages("io.medley.local.wrong");

  private static final ArchRule NO_OTHER_MODULE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.medley.platform..",
              "io.medley.workflows..",
              "io.medley.content..",
              "io.medley.campaign..",
              "io.medley.seed..",
              "io.camunda.client..")
          .because("every module's tests stand on it, and it drives the engine by plain HTTP");

  private static final ArchRule BROKER_ONLY_INSIDE_IT =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.medley.local.exporter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.medley.local.exporter..", "io.camunda..")
          .because("only the broker's own JVM has what these are made of");

  private static final ArchRule SPRING_ONLY_FOR_SIGN_IN =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.medley.local.signin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..")
          .because("it lives in the JVM of services under test, whose Spring is theirs");

  @Test
  void shouldKnowNoOtherModuleAndNoEngineClient() {
    NO_OTHER_MODULE.check(MAIN);
  }

  @Test
  void shouldLeaveTheBrokerToTheBroker() {
    BROKER_ONLY_INSIDE_IT.check(MAIN);
  }

  @Test
  void shouldUseSpringForSignInOnly() {
    SPRING_ONLY_FOR_SIGN_IN.check(MAIN);
  }

  @Test
  void shouldRejectAServerThatUsesSpring() {
    assertThatThrownBy(() -> SPRING_ONLY_FOR_SIGN_IN.check(WRONG))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ServerThatUsesSpring");
  }

  @Test
  void shouldRejectAServerThatKnowsAnotherModule() {
    assertThatThrownBy(
            () ->
                NO_OTHER_MODULE.check(
                    new ClassFileImporter()
                        .importPackages("io.medley.local.wrong", "io.medley.platform")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ServerThatKnowsThePlatform");
  }
}
