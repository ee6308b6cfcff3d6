package io.medley.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.medley.content.KnowsContent;
import io.medley.platform.wrong.CallsElasticsearch;
import io.medley.platform.wrong.KnowsAService;
import io.medley.platform.wrong.ReadsAValue;
import io.medley.platform.wrong.TellsTheTimeItself;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final ArchRule KNOWS_NOBODY_ABOVE =
      noClasses()
          .that()
          .resideInAPackage("io.medley.platform..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.medley.content..",
              "io.medley.campaign..",
              "io.medley.workflows..",
              "io.camunda..")
          .because("services and workflows are built on platform, never the other way round");

  private static final ArchRule ONLY_ONE_PACKAGE_CALLS_ELASTICSEARCH =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.medley.platform.elasticsearch..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("co.elastic..")
          .because("outages and stale versions are turned into our refusals in one place");

  private static final ArchRule NO_VALUE_ANNOTATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
          .because("settings are validated records; a bad value stops the start");

  private static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.medley.platform.time..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("business time and real time are told apart by whom one asks");

  private static final JavaClasses PLATFORM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.medley.platform");

  @Test
  void shouldKnowNobodyAbove() {
    KNOWS_NOBODY_ABOVE.check(PLATFORM);
    assertThat(rejects(KNOWS_NOBODY_ABOVE, KnowsAService.class, KnowsContent.class)).isTrue();
  }

  @Test
  void shouldCallElasticsearchFromOnePackageOnly() {
    ONLY_ONE_PACKAGE_CALLS_ELASTICSEARCH.check(PLATFORM);
    assertThat(rejects(ONLY_ONE_PACKAGE_CALLS_ELASTICSEARCH, CallsElasticsearch.class)).isTrue();
  }

  @Test
  void shouldNotReadSingleValues() {
    NO_VALUE_ANNOTATION.check(PLATFORM);
    assertThat(rejects(NO_VALUE_ANNOTATION, ReadsAValue.class)).isTrue();
  }

  @Test
  void shouldAskForTheTime() {
    TIME_IS_INJECTED.check(PLATFORM);
    assertThat(rejects(TIME_IS_INJECTED, TellsTheTimeItself.class)).isTrue();
  }

  private static boolean rejects(ArchRule rule, Class<?>... wrong) {
    return rule.evaluate(new ClassFileImporter().importClasses(wrong)).hasViolation();
  }
}
