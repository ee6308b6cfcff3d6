package io.medley.workflows.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.BrokerInfo;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.Topology;
import io.medley.platform.time.RealTime;
import io.medley.workflows.engine.WorkflowsProperties.UserTaskSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Deploys all models in one deployment before the workers start, so that a process is pinned to the
 * form it was made for. Deploying what is there already changes nothing. The models are those the
 * oldest broker of the cluster takes; after all of it was brought to a newer version, the next
 * start deploys what that version can do.
 */
final class ModelDeployment implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final CamundaClient client;
  private final RealTime time;
  private final Duration patience;
  private final List<GuardedTask> guarded;
  private final UserTaskSource userTasks;
  private volatile boolean running;

  ModelDeployment(
      CamundaClient client,
      RealTime time,
      Duration patience,
      List<GuardedTask> guarded,
      UserTaskSource userTasks) {
    this.client = client;
    this.time = time;
    this.patience = patience;
    this.guarded = List.copyOf(guarded);
    this.userTasks = userTasks;
  }

  @Override
  public void start() {
    long until = time.nanoTime() + patience.toNanos();
    while (!running) {
      try {
        EngineVersion engine = version();
        requireSearch(engine);
        DeploymentEvent deployed =
            command(engine).requestTimeout(Duration.ofSeconds(20)).send().join();
        deployed
            .getProcesses()
            .forEach(p -> LOG.info("Model {} version {}", p.getBpmnProcessId(), p.getVersion()));
        running = true;
      } catch (RuntimeException failure) {
        if (!Engine.isTemporary(failure)) {
          throw failure;
        }
        if (time.nanoTime() - until > 0) {
          throw new EngineUnavailable("deploy the models", failure);
        }
        LOG.info("The workflow engine does not take the models yet, trying again");
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** The oldest version among the gateway and the brokers. */
  private EngineVersion version() {
    Topology topology =
        client.newTopologyRequest().requestTimeout(Duration.ofSeconds(10)).send().join();
    return Stream.concat(
            Stream.of(topology.getGatewayVersion()),
            topology.getBrokers().stream().map(BrokerInfo::getVersion))
        .map(EngineVersion::parse)
        .min(EngineVersion::compareTo)
        .orElseThrow();
  }

  private void requireSearch(EngineVersion engine) {
    if (userTasks == UserTaskSource.SEARCH && !engine.atLeast(EngineVersion.WITH_TASK_LISTENERS)) {
      throw new IllegalStateException(
          "The engine is %s and cannot search its tasks: set medley.workflows.user-tasks=exported"
              .formatted(engine));
    }
  }

  private DeployResourceCommandStep2 command(EngineVersion engine) {
    DeployResourceCommandStep1 first = client.newDeployResourceCommand();
    DeployResourceCommandStep2 command = null;
    for (Models.Model model : ModelVariants.of(Models.all(), engine, guarded)) {
      DeployResourceCommandStep1 next = command == null ? first : command;
      command = next.addResourceStringUtf8(model.text(), model.name());
    }
    if (command == null) {
      throw new IllegalStateException("There are no models on the class path");
    }
    return command;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the starter's workers, which start in the last phase. */
  @Override
  public int getPhase() {
    return 0;
  }
}
