package io.medley.content.lifecycle;

import io.medley.content.claim.LibraryEvent;
import io.medley.content.claim.LibraryEventListener;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells senders which forms of live pieces may be sent after a module came into force or out of it,
 * in the transaction that moved the module.
 */
@Component
class FormWatch implements LibraryEventListener {

  private static final Set<LibraryEvent.Kind> MOVES =
      EnumSet.of(
          LibraryEvent.Kind.MODULE_SUSPENDED,
          LibraryEvent.Kind.MODULE_REINSTATED,
          LibraryEvent.Kind.MODULE_WITHDRAWN);

  private final ApprovalChanges changes;

  FormWatch(ApprovalChanges changes) {
    this.changes = changes;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void told(LibraryEvent event) {
    if (MOVES.contains(event.kind())) {
      // Rows are locked in one order, whoever else locks several.
      event.versions().stream()
          .sorted(Comparator.comparing(version -> version.value().toString()))
          .forEach(changes::formsChanged);
    }
  }
}
