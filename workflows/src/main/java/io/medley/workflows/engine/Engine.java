package io.medley.workflows.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.command.MigrationPlan;
import io.camunda.client.api.command.MigrationPlan.MigrationPlanBuilderFinalStep;
import io.camunda.client.api.command.MigrationPlan.MigrationPlanBuilderStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.EvaluateDecisionResponse;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The calls Medley makes to the engine, with their failures sorted: gone is an answer, busy is
 * tried again for a moment, everything else is thrown.
 */
public final class Engine {

  private static final int TRIES = 5;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final CamundaClient client;

  /** Calls through this client. */
  public Engine(CamundaClient client) {
    this.client = client;
  }

  /**
   * Publishes a message. A repetition the engine still holds counts as published.
   *
   * @throws EngineUnavailable if it cannot be taken now
   */
  public void publish(EngineMessage message) {
    Answer answer =
        send(
            "publish " + message.name(),
            client
                .newPublishMessageCommand()
                .messageName(message.name())
                .correlationKey(message.correlationKey())
                .messageId(message.messageId())
                .timeToLive(message.timeToLive())
                .variables(message.variables())
                .requestTimeout(TIMEOUT));
    if (answer == Answer.GONE) {
      throw new IllegalStateException("A published message cannot be gone");
    }
  }

  /**
   * Completes a human task.
   *
   * @return false if it was completed or cancelled before, or is being completed by somebody
   */
  public boolean completeUserTask(long taskKey, Map<String, Object> variables) {
    Answer answer =
        send(
            "complete a human task",
            client
                .newCompleteUserTaskCommand(taskKey)
                .variables(variables)
                .requestTimeout(TIMEOUT));
    return answer == Answer.DONE;
  }

  /**
   * Cancels an instance.
   *
   * @return false if it was gone before
   */
  public boolean cancel(long processInstanceKey) {
    return send(
            "cancel an instance",
            client.newCancelInstanceCommand(processInstanceKey).requestTimeout(TIMEOUT))
        == Answer.DONE;
  }

  /** Whether the engine still knows this instance: setting no variables fails once it is gone. */
  public boolean alive(long processInstanceKey) {
    return send(
            "probe an instance",
            client
                .newSetVariablesCommand(processInstanceKey)
                .variables(Map.of())
                .requestTimeout(TIMEOUT))
        == Answer.DONE;
  }

  /**
   * Deploys one process; deploying what is there already changes nothing.
   *
   * @return key of the process definition
   * @throws ModelRejected if the engine does not take it
   * @throws EngineUnavailable if it cannot be taken now
   */
  public long deploy(String resourceName, String text) {
    try {
      DeploymentEvent deployed =
          patiently(
              "deploy " + resourceName,
              client
                  .newDeployResourceCommand()
                  .addResourceStringUtf8(text, resourceName)
                  .requestTimeout(TIMEOUT));
      return deployed.getProcesses().getFirst().getProcessDefinitionKey();
    } catch (ClientStatusException grpc) {
      if (grpc.getStatusCode() != Code.INVALID_ARGUMENT) {
        throw grpc;
      }
      throw new ModelRejected(String.valueOf(grpc.getMessage()), grpc);
    } catch (ClientHttpException http) {
      if (http.code() != 400) {
        throw http;
      }
      throw new ModelRejected(String.valueOf(http.getMessage()), http);
    }
  }

  /** What became of an instance that was to be migrated. */
  public sealed interface Migration {
    /** It follows the other definition. */
    record Done() implements Migration {}

    /** The instance, or the other definition, is not known. */
    record Gone() implements Migration {}

    /**
     * It stays as it is.
     *
     * @param why the engine's words
     */
    record Refused(String why) implements Migration {}
  }

  /**
   * Lets an instance follow another definition, each of its elements as the one it is mapped to.
   *
   * @param mapping element ids, from the definition it follows to the other; not empty
   * @throws EngineUnavailable if it cannot be asked now
   */
  public Migration migrate(
      long processInstanceKey, long processDefinitionKey, Map<String, String> mapping) {
    MigrationPlanBuilderStep2 plan =
        MigrationPlan.newBuilder().withTargetProcessDefinitionKey(processDefinitionKey);
    MigrationPlanBuilderFinalStep built = null;
    for (Map.Entry<String, String> each : mapping.entrySet()) {
      built = (built == null ? plan : built).addMappingInstruction(each.getKey(), each.getValue());
    }
    try {
      patiently(
          "migrate an instance",
          client
              .newMigrateProcessInstanceCommand(processInstanceKey)
              .migrationPlan(Objects.requireNonNull(built, "something is mapped").build())
              .requestTimeout(TIMEOUT));
      return new Migration.Done();
    } catch (ClientStatusException grpc) {
      return switch (grpc.getStatusCode()) {
        case NOT_FOUND -> new Migration.Gone();
        case INVALID_ARGUMENT, FAILED_PRECONDITION ->
            new Migration.Refused(String.valueOf(grpc.getStatus().getDescription()));
        default -> throw grpc;
      };
    } catch (ClientHttpException http) {
      return switch (http.code()) {
        case 404 -> new Migration.Gone();
        case 400, 409 -> new Migration.Refused(String.valueOf(http.getMessage()));
        default -> throw http;
      };
    }
  }

  /**
   * What a decision said.
   *
   * @param output as JSON
   * @param evidence the decision's own first, then those of the decisions it required
   */
  public record Decided(String output, List<DecisionEvidence> evidence) {
    public Decided {
      evidence = List.copyOf(evidence);
    }
  }

  /** Evaluates a deployed decision. */
  public Decided decide(String decisionId, Map<String, Object> inputs) {
    EvaluateDecisionResponse answer =
        client
            .newEvaluateDecisionCommand()
            .decisionId(decisionId)
            .variables(inputs)
            .requestTimeout(TIMEOUT)
            .send()
            .join();
    if (answer.getFailedDecisionId() != null && !answer.getFailedDecisionId().isEmpty()) {
      throw new IllegalStateException(
          "Decision " + answer.getFailedDecisionId() + " failed: " + answer.getFailureMessage());
    }
    return new Decided(
        answer.getDecisionOutput(),
        // The engine lists what was required before what was asked.
        answer.getEvaluatedDecisions().reversed().stream()
            .map(decision -> DecisionEvidence.of(decision, inputs))
            .toList());
  }

  private static Answer send(String call, FinalCommandStep<?> command) {
    try {
      patiently(call, command);
      return Answer.DONE;
    } catch (ClientStatusException | ClientHttpException failure) {
      Answer answer = sort(failure);
      if (answer == null) {
        throw failure;
      }
      return answer;
    }
  }

  /** Sends it, again for a moment while the engine is busy. */
  private static <T> T patiently(String call, FinalCommandStep<T> command) {
    for (int tried = 1; ; tried++) {
      try {
        return command.send().join();
      } catch (RuntimeException failure) {
        if (sort(failure) != Answer.BUSY) {
          throw failure;
        }
        if (tried == TRIES) {
          throw new EngineUnavailable(call, failure);
        }
        long pause = Duration.ofMillis(20L << tried).toNanos();
        LockSupport.parkNanos(pause + ThreadLocalRandom.current().nextLong(pause));
      }
    }
  }

  private static @Nullable Answer sort(RuntimeException failure) {
    return switch (failure) {
      case ClientStatusException grpc ->
          switch (grpc.getStatusCode()) {
            case NOT_FOUND -> Answer.GONE;
            case ALREADY_EXISTS -> Answer.DONE;
            default -> isBusy(grpc.getStatusCode()) ? Answer.BUSY : null;
          };
      case ClientHttpException http ->
          switch (http.code()) {
            case 404, 409 -> Answer.GONE;
            case 429, 502, 503, 504 -> Answer.BUSY;
            default -> null;
          };
      default -> null;
    };
  }

  /** Whether trying the same again later makes sense. */
  static boolean isTemporary(RuntimeException failure) {
    return sort(failure) == Answer.BUSY;
  }

  static boolean isBusy(Code code) {
    return switch (code) {
      case RESOURCE_EXHAUSTED, UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, CANCELLED -> true;
      default -> false;
    };
  }

  private enum Answer {
    DONE,
    GONE,
    BUSY
  }
}
