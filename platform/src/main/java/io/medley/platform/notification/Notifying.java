package io.medley.platform.notification;

/**
 * The port through which every room tells people something. Both methods belong to the transaction
 * that decides what is told: if it rolls back, nobody hears of it; if it commits, the list has it
 * and the mail leaves, whatever is killed.
 */
public interface Notifying {

  /**
   * Tells people, each once per kind and occurrence.
   *
   * @return how many people hear of it for the first time
   * @throws IllegalStateException without a transaction
   */
  int tell(Notice notice, Recipients to);

  /**
   * Takes what was told about a task off everybody's list, because it is done; mails about it that
   * have not left are not sent.
   *
   * @param task the name given by {@link Notice#ofTask}
   */
  void settle(String task);
}
