package io.medley.workflows.engine;

import io.camunda.client.jobhandling.JobWorkerChangeSet.EnabledChangeSet;
import io.camunda.client.jobhandling.JobWorkerChangeSet.TimeoutChangeSet;
import io.camunda.client.jobhandling.JobWorkerManager;
import java.time.Duration;

/**
 * Workers that go away and come back.
 *
 * <p>No clock may leap while a question for jobs is on its way through the engine's gateway: the
 * gateway counts the time of its requests by the same clock, drops the answer, and the jobs it held
 * are nobody's until their hold is over. So workers that are away ask nothing here.
 */
public class Outage {

  private final JobWorkerManager workers;
  private final FinishingJobs finishing;
  private final JobCalls calls;

  Outage(JobWorkerManager workers, FinishingJobs finishing, JobCalls calls) {
    this.workers = workers;
    this.finishing = finishing;
    this.calls = calls;
  }

  /** Jobs are held for workers as long as in a service, not for as long as tests go on. */
  public void holdAsInAService() {
    calls.stopAsking();
    workers.updateJobWorkers(new TimeoutChangeSet(hold()));
    calls.ask();
  }

  /** How long the engine leaves a job to a worker in a service. */
  public Duration hold() {
    return WorkflowDefaults.HOLD;
  }

  /** The workers are gone; nobody waits for what they had in hand. */
  public void crash() {
    workers.updateJobWorkers(new EnabledChangeSet(false));
    calls.stopAsking();
  }

  /**
   * The workers go as those of a service that is stopped; returns when it would close its client.
   */
  public void stop() {
    workers.updateJobWorkers(new EnabledChangeSet(false));
    finishing.stop();
  }

  /** The workers are back. */
  public void end() {
    finishing.start();
    workers.updateJobWorkers(new EnabledChangeSet(true));
  }

  /** Everything is as tests find it. */
  public void forget() {
    calls.stopAsking();
    workers.resetJobWorkers();
    finishing.start();
  }
}
