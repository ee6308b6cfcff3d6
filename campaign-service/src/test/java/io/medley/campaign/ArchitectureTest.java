package io.medley.campaign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.medley.campaign.channel.Channel;
import io.medley.campaign.rejected.ImportsTheEngine;
import io.medley.campaign.rejected.KnowsTheOtherService;
import io.medley.campaign.rejected.OpensPersonalValues;
import io.medley.campaign.rejected.ReadsOneValue;
import io.medley.campaign.rejected.ReadsTheWallClock;
import io.medley.campaign.rejected.SendsPastTheGate;
import io.medley.campaign.rejected.jdbc.ShowsItsEdge;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rules of this module; each is also shown to reject a class that breaks it. */
class ArchitectureTest {

  private static final ArchRule THE_OTHER_SERVICE_IS_MET_OVER_HTTP =
      noClasses()
          .that()
          .resideInAPackage("io.medley.campaign..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.medley.content..")
          .because("the two services never import each other; they have APIs and feeds");

  private static final ArchRule NO_ENGINE_TYPES =
      noClasses()
          .that()
          .resideInAPackage("io.medley.campaign..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.camunda..", "io.grpc..")
          .because("only workflows knows the engine; services implement and call its ports");

  private static final ArchRule NOBODY_SENDS_PAST_THE_GATE =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.medley.campaign.touch", "io.medley.campaign.channel..")
          .should()
          .callMethod(Channel.class, "hand", io.medley.campaign.channel.RenderedMessage.class)
          .because("a message leaves only from a hand-over that the gate committed");

  private static final ArchRule PERSONAL_VALUES_ARE_OPENED_IN_FEW_PLACES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.medley.campaign.hcp..", "io.medley.campaign.touch", "io.medley.campaign.measure")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.medley.campaign.hcp.PersonalVault")
          .because("whoever can open personal values must be easy to count");

  private static final ArchRule SETTINGS_ARE_RECORDS =
      noClasses()
          .that()
          .resideInAPackage("io.medley.campaign..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
          .because("settings are records with defaults and validation");

  private static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .that()
          .resideInAPackage("io.medley.campaign..")
          .should()
          .callMethod(Instant.class, "now")
          .because("business time comes from the injected clock, real time from RealTime");

  private static final ArchRule EDGES_ARE_HIDDEN =
      classes()
          .that()
          .resideInAnyPackage(
              "io.medley.campaign..jdbc",
              "io.medley.campaign..web",
              "io.medley.campaign..file",
              "io.medley.campaign..vault",
              "io.medley.campaign..smtp",
              "io.medley.campaign..sms",
              "io.medley.campaign..webhook",
              "io.medley.campaign.channel.portal",
              "io.medley.campaign.touch.content",
              "io.medley.campaign.touch.holiday")
          .and()
          .areTopLevelClasses()
          .should()
          .notBePublic()
          .because("an edge is reached through the interface of its feature");

  private final JavaClasses product =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.medley.campaign");

  @Test
  void shouldMeetTheOtherServiceOverHttpOnly() {
    check(THE_OTHER_SERVICE_IS_MET_OVER_HTTP, KnowsTheOtherService.class);
  }

  @Test
  void shouldHoldNoEngineType() {
    check(NO_ENGINE_TYPES, ImportsTheEngine.class);
  }

  @Test
  void shouldSendThroughTheGateOnly() {
    check(NOBODY_SENDS_PAST_THE_GATE, SendsPastTheGate.class);
  }

  @Test
  void shouldOpenPersonalValuesInFewPlaces() {
    check(PERSONAL_VALUES_ARE_OPENED_IN_FEW_PLACES, OpensPersonalValues.class);
  }

  @Test
  void shouldBindSettingsToRecords() {
    check(SETTINGS_ARE_RECORDS, ReadsOneValue.class);
  }

  @Test
  void shouldTakeTimeFromAnInjectedClock() {
    check(TIME_IS_INJECTED, ReadsTheWallClock.class);
  }

  @Test
  void shouldHideEdges() {
    check(EDGES_ARE_HIDDEN, ShowsItsEdge.class);
  }

  private void check(ArchRule rule, Class<?> wrong) {
    rule.check(product);
    assertThat(rule.evaluate(new ClassFileImporter().importClasses(wrong)).hasViolation())
        .as("%s is rejected", wrong.getSimpleName())
        .isTrue();
  }
}
