package io.medley.workflows.journey.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.medley.workflows.engine.Models;
import io.medley.workflows.journey.JourneyTemplate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a journey may be, and that everything else is refused with all its problems. */
class JourneyModelTest {

  static Stream<Models.Model> templates() {
    return Models.processes().stream()
        .filter(model -> model.name().startsWith("processes/journey-"));
  }

  private static String launch() {
    return templates()
        .filter(model -> model.name().endsWith("/journey-launch.bpmn"))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void shouldAcceptEveryTemplate(Models.Model template) {
    assertThatCode(() -> JourneyModel.compile(template.text())).doesNotThrowAnyException();
  }

  /** One change to a good model, and words of the problem it must be refused with. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bpmn:sendTask|bpmn:userTask|"Send the announcement" (touch_announce) is a user task
          journey.touch"|journey.blast"|has the job type "journey.blast"
          <zeebe:header key="channel" value="EMAIL"/>|<zeebe:header key="channel" value="FAX"/>|needs the header "channel"
          <zeebe:header key="channel" value="EMAIL"/>|<zeebe:header key="channel" value="PORTAL,EMAIL"/>|names PORTAL beside other channels
          <zeebe:header key="slot" value="announce"/>||needs the header "slot"
          key="defaultWait" value="P3D"|key="defaultWait" value="3 days"|needs the header "defaultWait"
          value="follow-up"/>|value="announce"/>|More than one task is the step "announce"
          =waitUntil</bpmn:timeDate>|=now()</bpmn:timeDate>|asks the engine for the time
          =heldUntil</bpmn:timeDate>|=held until until</bpmn:timeDate>|cannot be read
          "HELD_UNTIL&quot;|&quot;NEVER&quot;|branch for the outcome HELD_UNTIL
          =enrolmentId"|=hcpId"|must have the correlation key
          type="journey.ended"|type="journey.done"|must have one execution listener
          name="journey.start.journey-launch"|name="journey.start.other"|must start with the message
          triggeredByEvent="true"|triggeredByEvent="false"|Nothing ends the journey early
          id="journey-launch" name|id="Launch1" name|must begin with "journey-"
          type="journey.claim"|type="journey.completed"|The first task of a journey must be the job journey.claim
          key="fills" value="contentSeen,lastTouches"|key="fills" value="clickstream"|is no field of the handover
          key="slot" value="reminder"/>|key="slot" value="reminder"/><zeebe:header key="needs" value="question"/>|needs "question", which neither the entry of the journey nor a step before it can fill
          default="flow_gateway_clicked__gateway_response"||needs a default flow
          """)
  void shouldRefuseWhatIsNoJourney(
      String from, @org.jspecify.annotations.Nullable String to, String words) {
    String quoted = from.replace("\"HELD", "&quot;HELD");
    assertThat(launch()).contains(quoted);

    JourneyModelRefused refused = refused(launch().replace(quoted, to == null ? "" : to));

    assertThat(refused.problems()).anySatisfy(problem -> assertThat(problem).contains(words));
  }

  /** The same of the models that wait for dates, wait in active time, and part. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          journey-depth-ladder|key="clock" value="active"|key="clock" value="slow"|a wait has "active" or none
          journey-depth-ladder|=waitOver</bpmn:cond|=true</bpmn:cond|waits in active time: behind it
          journey-depth-ladder|sourceRef="wait_after_paper" targetRef="task_after_paper"|sourceRef="wait_after_paper" targetRef="touch_expert_video"|waits in active time: behind it
          journey-webinar|key="offset" value="-P7D"|key="offset" value="a week"|needs the header "offset"
          journey-webinar|<zeebe:header key="event" value="webinar"/>||has an offset, but names no event
          journey-webinar|=waitPast</bpmn:cond|=true</bpmn:cond|by which it hears that the event was moved
          journey-webinar|key="until" value="webinar"|key="until" value="The webinar"|must name the event in lower case
          journey-web-request|key="fact" value="tier"|key="fact" value="mood"|needs the header "fact", one of tier, specialty
          journey-web-request|value="call: 1,2"|value="1,2"|needs the header "paths"
          journey-web-request|value="call: 1,2"|value="call: 1,2; mail: 3"|branch for the outcome mail
          journey-web-request|value="call: 1,2"|value="call: 1,2; other: 3"|which is there for every other value
          """)
  void shouldRefuseWaitsAndSplitsThatAreDrawnOtherwise(
      String journey, String from, @org.jspecify.annotations.Nullable String to, String words) {
    String model =
        JourneyTemplate.ofThisInstallation().stream()
            .filter(template -> template.id().equals(journey))
            .findFirst()
            .orElseThrow()
            .bpmnXml();
    assertThat(model).contains(from);

    JourneyModelRefused refused = refused(model.replace(from, to == null ? "" : to));

    assertThat(refused.problems()).anySatisfy(problem -> assertThat(problem).contains(words));
  }

  @Test
  void shouldNameAllProblemsAtOnce() {
    JourneyModelRefused refused =
        refused(
            launch()
                .replace("key=\"slot\" value=\"reminder\"", "key=\"place\" value=\"reminder\"")
                .replace("=enrolmentId", "=hcpId")
                .replace("P4D", "soon"));

    assertThat(refused.problems()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(refused.getMessage()).contains("slot").contains("correlation key").contains("P3D");
  }

  @Test
  void shouldRefuseAWayRoundThatNeverWaits() {
    String endless =
        launch()
            .replace(
                "sourceRef=\"gateway_announce\" targetRef=\"hold_announce\"",
                "sourceRef=\"gateway_announce\" targetRef=\"touch_announce\"");

    assertThat(refused(endless).problems())
        .anySatisfy(problem -> assertThat(problem).contains("for ever without waiting"))
        .anySatisfy(problem -> assertThat(problem).contains("(hold_announce) is never reached"));
  }

  @Test
  void shouldRefuseWhatIsNoModel() {
    assertThat(refused("<html/>").problems()).singleElement().asString().contains("no BPMN 2.0");
    assertThat(refused("not even XML").problems()).hasSize(1);
    assertThat(
            refused("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>").problems())
        .isEqualTo(List.of("The file declares a document type; BPMN needs none."));
  }

  private static JourneyModelRefused refused(String bpmnXml) {
    JourneyModelRefused refused =
        catchThrowableOfType(JourneyModelRefused.class, () -> JourneyModel.compile(bpmnXml));
    assertThat(refused).as("is refused").isNotNull();
    return refused;
  }
}
