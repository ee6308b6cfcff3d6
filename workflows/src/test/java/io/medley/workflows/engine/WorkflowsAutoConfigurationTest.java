package io.medley.workflows.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.medley.platform.elasticsearch.SearchExchange;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.time.RealTime;
import io.medley.workflows.journey.JourneyAutoConfiguration;
import io.medley.workflows.journey.JourneyProcesses;
import io.medley.workflows.journey.JourneyWorkers;
import io.medley.workflows.journey.RecordedJourneys;
import io.medley.workflows.lifecycle.LifecycleAutoConfiguration;
import io.medley.workflows.lifecycle.LifecycleProcesses;
import io.medley.workflows.lifecycle.LifecycleWorkers;
import io.medley.workflows.lifecycle.RecordedLives;
import io.medley.workflows.mlrreview.RecordedReviews;
import io.medley.workflows.mlrreview.ReviewAutoConfiguration;
import io.medley.workflows.mlrreview.ReviewProcesses;
import io.medley.workflows.mlrreview.ReviewWorkers;
import io.medley.workflows.usertask.UserTask;
import io.medley.workflows.usertask.UserTaskInbox;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a service gets from putting workflows on its class path; no engine is asked. */
class WorkflowsAutoConfigurationTest {

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  EngineAutoConfiguration.class,
                  ReviewAutoConfiguration.class,
                  LifecycleAutoConfiguration.class,
                  JourneyAutoConfiguration.class))
          .withBean(RealTime.class, RealTime::system)
          .withBean(Outbox.class, Nowhere::new)
          .withPropertyValues("medley.workflows.enabled=false");

  @Test
  void shouldOfferEveryProcessToEveryService() {
    service.run(
        context ->
            assertThat(context)
                .hasSingleBean(ReviewProcesses.class)
                .hasSingleBean(LifecycleProcesses.class)
                .hasSingleBean(JourneyProcesses.class));
  }

  @Test
  void shouldRunNothingInACommand() {
    service
        .withBean(RecordedReviews.class)
        .withBean(RecordedJourneys.class)
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(ReviewWorkers.class)
                    .doesNotHaveBean(JourneyWorkers.class)
                    .doesNotHaveBean(ModelDeployment.class)
                    .doesNotHaveBean(EngineMessageHandler.class)
                    .doesNotHaveBean(SearchExchange.class));
  }

  @Test
  void shouldRunAProcessOnlyWhereItsStepsAre() {
    try (CamundaClient client = CamundaClient.newClientBuilder().build()) {
      ApplicationContextRunner connected =
          new ApplicationContextRunner()
              .withConfiguration(
                  AutoConfigurations.of(
                      ReviewAutoConfiguration.class,
                      LifecycleAutoConfiguration.class,
                      JourneyAutoConfiguration.class))
              .withBean(RealTime.class, RealTime::system)
              .withBean(Outbox.class, Nowhere::new)
              .withBean(EngineMessages.class)
              .withBean(UserTaskInbox.class, NoTasks::new)
              .withBean(Engine.class, () -> new Engine(client));

      connected.run(
          context ->
              assertThat(context)
                  .doesNotHaveBean(ReviewWorkers.class)
                  .doesNotHaveBean(LifecycleWorkers.class)
                  .doesNotHaveBean(JourneyWorkers.class));
      connected
          .withBean(RecordedLives.class)
          .run(
              context ->
                  assertThat(context)
                      .hasSingleBean(LifecycleWorkers.class)
                      .doesNotHaveBean(ReviewWorkers.class)
                      .doesNotHaveBean(JourneyWorkers.class));
    }
  }

  @Test
  void shouldRefuseSettingsThatMakeNoSense() {
    service
        .withPropertyValues("medley.workflows.user-tasks=somewhere")
        .run(context -> assertThat(context).hasFailed());
    service
        .withPropertyValues("medley.workflows.user-task-index=")
        .run(context -> assertThat(context).hasFailed());
  }

  /** An outbox nobody writes to in these tests. */
  private static final class Nowhere implements Outbox {

    @Override
    public void append(String topic, String key, Object payload) {
      throw new AssertionError("nothing is sent here");
    }

    @Override
    public void append(UUID id, String topic, String key, Object payload) {
      throw new AssertionError("nothing is sent here");
    }
  }

  private static final class NoTasks implements UserTaskInbox {

    @Override
    public List<Appeared> appeared(
        String processId, String elementId, Map<Integer, Long> after, int limit) {
      return List.of();
    }

    @Override
    public List<UserTask> ofInstance(long processInstanceKey, String elementId) {
      return List.of();
    }
  }
}
