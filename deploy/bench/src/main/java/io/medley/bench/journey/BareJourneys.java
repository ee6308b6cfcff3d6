package io.medley.bench.journey;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.worker.JobWorker;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the engine does with nothing of ours around it: the baselines. */
final class BareJourneys implements AutoCloseable {

  /** Jobs of one instance: as many as one of ours has until its first wait. */
  static final int JOBS = 3;

  private static final String PROCESS = "journey-bench-bare";
  private static final String SCREEN = "bench-bare-screen";
  private static final String JOB = "bench-bare-job";
  private static final String ANSWER_JOB = "bench-bare-answer";
  private static final String MESSAGE = "bench-bare-message";

  /** Of 8, 32 and 64 creations under way the middle was the fastest here. */
  private static final int UNDER_WAY = 32;

  private final CamundaClient engine;
  private final List<JobWorker> workers = new ArrayList<>();
  private final Map<String, Long> answeredAt = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile CountDownLatch jobs = new CountDownLatch(0);

  BareJourneys(CamundaClient engine) {
    this.engine = engine;
    var process = Bpmn.createExecutableProcess(PROCESS).startEvent();
    var last = process.serviceTask("step-1", task -> task.zeebeJobType(JOB));
    for (int i = 2; i <= JOBS; i++) {
      last = last.serviceTask("step-" + i, task -> task.zeebeJobType(JOB));
    }
    engine
        .newDeployResourceCommand()
        .addProcessModel(
            last.intermediateCatchEvent(
                    "wait",
                    event ->
                        event.message(
                            message ->
                                message.name(MESSAGE).zeebeCorrelationKeyExpression("person")))
                .serviceTask("answer", task -> task.zeebeJobType(ANSWER_JOB))
                .endEvent()
                .done(),
            PROCESS + ".bpmn")
        .send()
        .join();
    engine
        .newDeployResourceCommand()
        .addProcessModel(
            Bpmn.createExecutableProcess(SCREEN).startEvent().endEvent().done(), SCREEN + ".bpmn")
        .send()
        .join();
    workers.add(worker(JOB, _ -> jobs.countDown()));
    workers.add(worker(ANSWER_JOB, person -> answeredAt.put(person, System.nanoTime())));
  }

  private JobWorker worker(String type, java.util.function.Consumer<String> seen) {
    return engine
        .newWorker()
        .jobType(type)
        .handler(
            (client, job) -> {
              try {
                seen.accept(String.valueOf(job.getVariable("person")));
                var _ = client.newCompleteCommand(job).send();
              } catch (RuntimeException failed) {
                failure.compareAndSet(null, failed);
                throw failed;
              }
            })
        .fetchVariables("person")
        .maxJobsActive(120)
        .streamEnabled(true)
        .timeout(Duration.ofMinutes(1))
        .open();
  }

  /** Creates so many instances and returns jobs per second until all of them wait. */
  double jobsPerSecond(int instances) throws InterruptedException {
    jobs = new CountDownLatch(instances * JOBS);
    long begin = System.nanoTime();
    create(instances, "run-" + UUID.randomUUID());
    if (!jobs.await(30, TimeUnit.MINUTES)) {
      throw new IllegalStateException(
          "The bare engine did not get through, %d jobs are left".formatted(jobs.getCount()),
          failure.get());
    }
    return instances * JOBS / ((System.nanoTime() - begin) / 1e9);
  }

  /** Creates so many instances and returns how many per second were created. */
  double startsPerSecond(int instances) throws InterruptedException {
    long begin = System.nanoTime();
    create(instances, "start-" + UUID.randomUUID());
    return instances / ((System.nanoTime() - begin) / 1e9);
  }

  /** Creates so many instances that wait for a message nobody sends. */
  void wait(int instances) throws InterruptedException {
    jobsPerSecond(instances);
  }

  /**
   * One creation with its end, as somebody at a screen asks for it: not repeated.
   *
   * @return milliseconds; empty if the engine refused it
   */
  OptionalDouble interactive() {
    long begin = System.nanoTime();
    try {
      engine
          .newCreateInstanceCommand()
          .bpmnProcessId(SCREEN)
          .latestVersion()
          .withResult()
          .send()
          .join();
      return OptionalDouble.of((System.nanoTime() - begin) / 1e6);
    } catch (ClientStatusException refused) {
      return OptionalDouble.empty();
    }
  }

  /** Milliseconds from publishing a message to its job's handler, one at a time. */
  List<Double> answers(int instances) throws InterruptedException {
    String prefix = "answer-" + UUID.randomUUID();
    jobs = new CountDownLatch(instances * JOBS);
    create(instances, prefix);
    if (!jobs.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("The bare engine did not get through");
    }
    TimeUnit.SECONDS.sleep(1);
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      String person = prefix + "-" + i;
      long begin = System.nanoTime();
      engine.newPublishMessageCommand().messageName(MESSAGE).correlationKey(person).send().join();
      while (!answeredAt.containsKey(person)) {
        Thread.onSpinWait();
      }
      millis.add((answeredAt.get(person) - begin) / 1e6);
    }
    return millis;
  }

  /** So many callers, each with one creation under way; one the busy engine refuses is repeated. */
  private void create(int instances, String prefix) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    for (int caller = 0; caller < UNDER_WAY; caller++) {
      callers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = next.getAndIncrement();
                        i < instances;
                        i = next.getAndIncrement()) {
                      create(prefix + "-" + i);
                    }
                  }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private void create(String person) {
    while (true) {
      try {
        engine
            .newCreateInstanceCommand()
            .bpmnProcessId(PROCESS)
            .latestVersion()
            .variables(Map.of("person", person))
            .send()
            .join();
        return;
      } catch (ClientStatusException refused) {
        if (refused.getStatusCode() != Status.Code.RESOURCE_EXHAUSTED) {
          throw refused;
        }
        LockSupport.parkNanos(10_000_000L);
      }
    }
  }

  @Override
  public void close() {
    workers.forEach(JobWorker::close);
  }
}
