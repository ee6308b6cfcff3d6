package io.medley.content.lifecycle;

import io.medley.content.lifecycle.Duty.Choice;
import io.medley.content.lifecycle.Duty.Copies;
import io.medley.content.lifecycle.Duty.Decided;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Sha256;
import io.medley.workflows.lifecycle.LifeTask;
import io.medley.workflows.lifecycle.LifecycleProcesses;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deciding what the life of a version asks of people: on a page of ours, by a person who may, with
 * a reason, and with a signature where one is asked for. The human task in the engine is completed
 * afterwards.
 */
@Service
public class DutyDeciding {

  /** Where a signer comes back to. */
  public static final String RETURN_PATH = "/lifecycle/signed";

  private static final Actor TASKLIST =
      new Actor("system:tasklist", "In Tasklist", java.util.Set.of(Actor.SYSTEM_ROLE), null);

  private final Duties duties;
  private final Approvals approvals;
  private final Recertifications recertifications;
  private final Recertifying recertifying;
  private final Withdrawing withdrawing;
  private final LifeSigning signing;
  private final DutyRules rules;
  private final DutyNotices notices;
  private final LifecycleProcesses processes;
  private final AuditTrail audit;
  private final Clock clock;

  DutyDeciding(
      Duties duties,
      Approvals approvals,
      Recertifications recertifications,
      Recertifying recertifying,
      Withdrawing withdrawing,
      LifeSigning signing,
      DutyRules rules,
      DutyNotices notices,
      LifecycleProcesses processes,
      AuditTrail audit,
      Clock clock) {
    this.duties = duties;
    this.approvals = approvals;
    this.recertifications = recertifications;
    this.recertifying = recertifying;
    this.withdrawing = withdrawing;
    this.signing = signing;
    this.rules = rules;
    this.notices = notices;
    this.processes = processes;
    this.audit = audit;
    this.clock = clock;
  }

  /** What this person may choose. */
  @Transactional(readOnly = true)
  public List<Choice> offered(Duty duty, Actor person) {
    Approval approval = approvals.find(duty.version()).orElseThrow();
    return duty.choices().stream()
        .filter(choice -> fits(choice, approval))
        .filter(choice -> rules.against(duty, choice, approval, person).isEmpty())
        .toList();
  }

  /** Why this person cannot decide it, in words; empty if they can. */
  @Transactional(readOnly = true)
  public Optional<String> against(Duty duty, Actor person) {
    if (!offered(duty, person).isEmpty()) {
      return Optional.empty();
    }
    Approval approval = approvals.find(duty.version()).orElseThrow();
    return duty.choices().stream()
        .flatMap(choice -> rules.against(duty, choice, approval, person).stream())
        .findFirst();
  }

  /** What signing each choice would mean; empty for what is not signed. */
  public Map<Choice, String> meanings(Duty duty) {
    Map<Choice, String> meanings = new LinkedHashMap<>();
    if (duty.signed()) {
      duty.choices().forEach(choice -> meanings.put(choice, LifeSigning.meaning(choice)));
    }
    return meanings;
  }

  /**
   * Decides what needs no signature.
   *
   * @param copies what a channel took back; counted for an acknowledgement only
   */
  @Transactional
  public Duty decide(
      UUID id, String choiceName, String reason, @Nullable Copies copies, Actor person) {
    Duty duty = locked(id);
    Choice choice = choice(duty, choiceName);
    if (duty.signed()) {
      throw new LifecycleRefusal.NotSignable("This counts only with your signature: sign it.");
    }
    Approval approval = require(duty, choice, person);
    String words = stated(reason);
    if (!duties.decide(
        id,
        new Decided(
            choice, words, person.id(), person.printedName(), clock.instant(), null, copies))) {
      throw new LifecycleRefusal.DutyClosed();
    }
    note(duty, choice, words, person, copies);
    processes.completeTask(id);
    notices.over(id);
    act(choice, approval, words, person);
    return duties.find(id).orElseThrow();
  }

  /** What the form in Tasklist said about an expiry; nobody's name stands behind it. */
  @Transactional
  boolean decideInTasklist(Duty duty, String formDecision) {
    Optional<Choice> choice =
        duty.choices().stream().filter(one -> one.name().equals(formDecision)).findFirst();
    if (duty.kind() != LifeTask.Kind.EXPIRY || choice.isEmpty()) {
      return false;
    }
    Approval approval = approvals.find(duty.version()).orElseThrow();
    String words = "Decided in Tasklist";
    if (duties.decide(
        duty.id(),
        new Decided(
            choice.get(),
            words,
            TASKLIST.id(),
            TASKLIST.printedName(),
            clock.instant(),
            null,
            null))) {
      note(duty, choice.get(), words, TASKLIST, null);
      processes.completeTask(duty.id());
      notices.over(duty.id());
      act(choice.get(), approval, words, TASKLIST);
    }
    return true;
  }

  /** Counts again what a channel took back, until the recall is closed. */
  @Transactional
  public Duty count(UUID id, Copies copies, Actor person) {
    Duty duty = locked(id);
    require(duty, Choice.ACKNOWLEDGE, person);
    boolean closed =
        duties.of(duty.version()).stream()
            .anyMatch(one -> one.kind() == LifeTask.Kind.CLOSE_OUT && one.decided() != null);
    if (duty.kind() != LifeTask.Kind.ACKNOWLEDGEMENT || duty.decided() == null || closed) {
      throw new LifecycleRefusal.DutyClosed();
    }
    duties.count(id, copies);
    note(duty, Choice.ACKNOWLEDGE, "Counted again", person, copies);
    return duties.find(id).orElseThrow();
  }

  /**
   * Everything a signature of this duty is about, as it is now; shown before signing and signed.
   */
  @Transactional(readOnly = true)
  public Map<String, Object> facts(Duty duty) {
    Approval approval = approvals.find(duty.version()).orElseThrow();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", approval.version().toString());
    facts.put("number", approval.versionNumber());
    facts.put("jobCode", approval.jobCode());
    facts.put("contentHash", approval.contentHash());
    facts.put("metadataHash", approval.metadataHash());
    if (duty.kind() == LifeTask.Kind.RECERTIFICATION) {
      Recertification recertification = recertification(duty);
      facts.put("recertification", recertification.id().toString());
      facts.put("checkRun", String.valueOf(recertification.checkRun()));
      facts.put("delta", Sha256.hex(CanonicalJson.of(Map.of("delta", plain(recertification)))));
      facts.put("validToBefore", recertification.validToBefore().toString());
      facts.put("validTo", String.valueOf(recertification.validToLimit()));
    } else {
      Map<String, Object> channels = new HashMap<>();
      duties.of(duty.version()).stream()
          .filter(one -> one.kind() == LifeTask.Kind.ACKNOWLEDGEMENT)
          .forEach(one -> channels.put(channel(one), acknowledged(one)));
      facts.put("channels", channels);
    }
    return facts;
  }

  /** Begins signing; gives the path at which the signer proves who they are. */
  @Transactional
  public String beginSigning(UUID id, String choiceName, String reason, Actor person) {
    Duty duty = locked(id);
    Choice choice = choice(duty, choiceName);
    if (!duty.open()) {
      throw new LifecycleRefusal.DutyClosed();
    }
    require(duty, choice, person);
    requireSignable(duty, choice);
    String words = choice == Choice.REFUSE ? stated(reason) : reason.strip();
    return signing.begin(duty, choice, words, facts(duty), person, RETURN_PATH);
  }

  /** Signs what was asked for, now that the signer proved who they are, and does what follows. */
  @Transactional
  public Duty sign(UUID requestId, String stepUpId, Actor person) {
    LifeSignatures.Request request = signing.request(requestId, person);
    Duty duty = locked(request.duty());
    if (!duty.open()) {
      throw new LifecycleRefusal.DutyClosed();
    }
    require(duty, request.choice(), person);
    requireSignable(duty, request.choice());
    LifeSignature signature = signing.sign(request, stepUpId, person, duty, facts(duty));
    duties.decide(
        duty.id(),
        new Decided(
            request.choice(),
            request.reason(),
            person.id(),
            person.printedName(),
            signature.signedAt(),
            signature.id(),
            null));
    note(duty, request.choice(), request.reason(), person, null);
    processes.completeTask(duty.id());
    notices.over(duty.id());
    switch (request.choice()) {
      case CERTIFY -> recertifying.certified(recertification(duty), person, signature.id());
      case REFUSE ->
          recertifying.refused(recertification(duty), person, signature.id(), request.reason());
      default -> {
        // Closing a recall changes nothing else: the version is withdrawn already.
      }
    }
    return duties.find(duty.id()).orElseThrow();
  }

  private void act(Choice choice, Approval approval, String reason, Actor person) {
    switch (choice) {
      case RENEW -> recertifying.request(approval.version(), person);
      case REINSTATE -> withdrawing.reinstate(approval.version(), reason, person);
      case WITHDRAW -> withdrawing.withdraw(approval.version(), reason, person);
      case REVISE, RETIRE, KEEP, ACKNOWLEDGE, CERTIFY, REFUSE, CLOSE -> {
        // The decision itself is all there is to it.
      }
    }
  }

  private void requireSignable(Duty duty, Choice choice) {
    if (choice == Choice.CERTIFY) {
      recertifying
          .against(recertification(duty))
          .ifPresent(
              reason -> {
                throw new LifecycleRefusal.NotSignable(reason);
              });
    }
  }

  private Approval require(Duty duty, Choice choice, Actor person) {
    Approval approval = approvals.find(duty.version()).orElseThrow();
    rules
        .against(duty, choice, approval, person)
        .ifPresent(
            reason -> {
              throw new LifecycleRefusal.MayNotDecide(reason);
            });
    if (!fits(choice, approval)) {
      throw new LifecycleRefusal.NotServable(approval.version(), approval.state());
    }
    return approval;
  }

  private static boolean fits(Choice choice, Approval approval) {
    return switch (choice) {
      case REINSTATE -> approval.state() == ApprovalState.SUSPENDED;
      case KEEP -> approval.state() == ApprovalState.LIVE;
      default -> true;
    };
  }

  private Duty locked(UUID id) {
    return duties.lock(id).orElseThrow(() -> new LifecycleRefusal.DutyUnknown(id));
  }

  private Recertification recertification(Duty duty) {
    return recertifications.find(UUID.fromString(duty.subject())).orElseThrow();
  }

  private static Choice choice(Duty duty, String name) {
    return duty.choices().stream()
        .filter(choice -> choice.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new LifecycleRefusal.ChoiceUnknown(name, duty.choices()));
  }

  private static List<Map<String, Object>> plain(Recertification recertification) {
    return recertification.delta().stream()
        .map(
            difference ->
                Map.<String, Object>of(
                    "area", difference.area().name(),
                    "what", difference.what(),
                    "before", difference.before(),
                    "now", difference.now(),
                    "blocks", difference.blocks()))
        .toList();
  }

  /** The channel an acknowledgement is about. */
  static String channel(Duty duty) {
    return duty.subject().substring(duty.subject().lastIndexOf('/') + 1);
  }

  private static Map<String, Object> acknowledged(Duty duty) {
    Decided decided = duty.decided();
    if (decided == null) {
      return Map.of("acknowledged", false);
    }
    Copies copies = decided.copies() == null ? new Copies(0, 0, 0) : decided.copies();
    return Map.of(
        "acknowledged", true,
        "by", decided.by(),
        "found", copies.found(),
        "destroyed", copies.destroyed(),
        "out", copies.out());
  }

  private void note(
      Duty duty, Choice choice, String reason, Actor person, @Nullable Copies copies) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("task", duty.id().toString());
    facts.put("about", duty.subject());
    facts.put("choice", choice.name());
    facts.put("reason", reason);
    if (copies != null) {
      facts.put("found", copies.found());
      facts.put("destroyed", copies.destroyed());
      facts.put("out", copies.out());
    }
    audit.append(
        new AuditEvent(
            "asset-version",
            duty.version().toString(),
            duty.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-decided",
            person,
            facts));
  }

  private static String stated(String reason) {
    String words = reason.strip();
    if (words.isEmpty()) {
      throw new LifecycleRefusal.ReasonMissing();
    }
    return words.length() > 500 ? words.substring(0, 500) : words;
  }
}
