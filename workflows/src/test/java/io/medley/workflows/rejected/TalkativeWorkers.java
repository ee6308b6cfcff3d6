package io.medley.workflows.rejected;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;

/** A worker that completes its job by hand, and that the starter could not call. */
class TalkativeWorkers {

  void work(JobClient client, ActivatedJob job) {
    client.newCompleteCommand(job);
  }
}
