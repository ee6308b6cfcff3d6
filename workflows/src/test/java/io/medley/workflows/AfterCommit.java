package io.medley.workflows;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does what a service does: calls a process port inside its own transaction. */
public class AfterCommit {

  private final TransactionTemplate transaction;

  AfterCommit(PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Runs the call in a transaction of its own. */
  public void send(Runnable call) {
    transaction.executeWithoutResult(status -> call.run());
  }
}
