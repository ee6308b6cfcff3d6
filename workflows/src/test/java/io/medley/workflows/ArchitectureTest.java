package io.medley.workflows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.medley.rejected.KnowsTheEngine;
import io.medley.workflows.rejected.KnowsAService;
import io.medley.workflows.rejected.PortSteps;
import io.medley.workflows.rejected.ReadsOneValue;
import org.junit.jupiter.api.Test;

/** The rules of this module; each is also shown to reject a class that breaks it. */
class ArchitectureTest {

  private static final ArchRule ONLY_WORKFLOWS_KNOWS_THE_ENGINE =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.medley.workflows..", "io.medley.local.exporter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.camunda..", "io.grpc..")
          .because("services hold no engine type: they implement and call the ports of workflows");

  private static final ArchRule WORKFLOWS_KNOWS_NO_SERVICE =
      noClasses()
          .that()
          .resideInAPackage("io.medley.workflows..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.medley.content..", "io.medley.campaign..")
          .because("dependencies point one way: services depend on workflows");

  private static final ArchRule PORTS_HOLD_NO_ENGINE_TYPE =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Steps")
          .or()
          .haveSimpleNameEndingWith("Processes")
          .and()
          .areInterfaces()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.camunda..", "io.grpc..")
          .because("a service must be able to implement and call a port without the engine");

  private static final ArchRule WORKERS_BIND_CALL_ANSWER =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Workers")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.camunda.client.api.worker.JobClient")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.camunda.client.api.response.ActivatedJob")
          .because("a worker binds, calls one step and answers; job keys are no ids");

  private static final ArchRule SETTINGS_ARE_RECORDS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
          .because("settings are records with defaults and validation");

  private static final ArchRule WORKERS_ARE_PUBLIC =
      classes()
          .that()
          .haveSimpleNameEndingWith("Workers")
          .should()
          .bePublic()
          .because("the starter calls them by reflection");

  private final JavaClasses product =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.medley");

  @Test
  void shouldLetOnlyWorkflowsKnowTheEngine() {
    ONLY_WORKFLOWS_KNOWS_THE_ENGINE.check(product);
    rejects(ONLY_WORKFLOWS_KNOWS_THE_ENGINE, KnowsTheEngine.class);
  }

  @Test
  void shouldNotKnowAnyService() {
    WORKFLOWS_KNOWS_NO_SERVICE.check(product);
    rejects(WORKFLOWS_KNOWS_NO_SERVICE, KnowsAService.class);
  }

  @Test
  void shouldKeepEngineTypesOutOfPorts() {
    PORTS_HOLD_NO_ENGINE_TYPE.check(product);
    rejects(PORTS_HOLD_NO_ENGINE_TYPE, PortSteps.class);
  }

  @Test
  void shouldKeepWorkersThin() {
    WORKERS_BIND_CALL_ANSWER.check(product);
    rejects(WORKERS_BIND_CALL_ANSWER, "TalkativeWorkers");
    WORKERS_ARE_PUBLIC.check(product);
    rejects(WORKERS_ARE_PUBLIC, "TalkativeWorkers");
  }

  @Test
  void shouldBindSettingsToRecords() {
    SETTINGS_ARE_RECORDS.check(product);
    rejects(SETTINGS_ARE_RECORDS, ReadsOneValue.class);
  }

  private static void rejects(ArchRule rule, String hidden) {
    try {
      rejects(rule, Class.forName("io.medley.workflows.rejected." + hidden));
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }

  private static void rejects(ArchRule rule, Class<?> wrong) {
    assertThat(rule.evaluate(new ClassFileImporter().importClasses(wrong)).hasViolation())
        .as("%s is rejected", wrong.getSimpleName())
        .isTrue();
  }
}
