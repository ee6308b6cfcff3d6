package io.medley.content.claim;

import io.medley.content.signing.SignedStatement;
import io.medley.content.signing.StatementRequest;
import io.medley.content.signing.StatementSigning;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authority;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The one room in which drafts of the library are approved, claims as well as modules: in a lane,
 * by somebody who did not write it and gave no other lane, by a signature over the hash of the
 * version. Once every lane is given the draft may come into force.
 */
@Component
public class LibraryApproving {

  private final LibraryRights rights;
  private final StatementSigning signing;
  private final AuditTrail audit;

  LibraryApproving(LibraryRights rights, StatementSigning signing, AuditTrail audit) {
    this.rights = rights;
    this.signing = signing;
    this.audit = audit;
  }

  /**
   * A version as it is approved.
   *
   * @param what kind of thing, as people and the audit call it: {@code claim}, {@code module}
   * @param countries where it applies; empty is everywhere
   * @param extent how far the approval goes, as the statement ends: {@code its scope goes}
   * @param words of it, for the person who signs
   * @param sha256 of its canonical form
   */
  public record Draft(
      String what,
      String id,
      int number,
      String author,
      List<String> countries,
      String extent,
      String words,
      String sha256) {

    public Draft {
      countries = List.copyOf(countries);
    }
  }

  /**
   * Lets those pass who hold the lane for every market of the draft.
   *
   * @param lanes every lane it takes, with the authority each takes
   * @throws io.medley.platform.security.AuthorityMissing if this person does not
   */
  public <L extends Enum<L>> void requireLane(
      Draft draft, L lane, Map<L, Authority> lanes, Actor by) {
    rights.requireLane(by, Objects.requireNonNull(lanes.get(lane)), draft.countries());
  }

  /**
   * Lets those pass who did not write the draft and gave no other lane.
   *
   * @param given its approvals so far
   * @param refusal makes the refusal of a sentence
   */
  public void requireAnotherPerson(
      Draft draft,
      Enum<?> lane,
      List<? extends LibraryApproval> given,
      Actor by,
      Function<String, RuntimeException> refusal) {
    LibraryRights.obstacle(draft.what(), draft.author(), given, lane, by)
        .ifPresent(
            obstacle -> {
              throw refusal.apply(obstacle);
            });
  }

  /** Asks for the signature; nothing takes effect before it is given. */
  public StatementRequest ask(Draft draft, Enum<?> lane, Actor by) {
    return signing.ask(kind(draft.what()), statement(draft, lane), by);
  }

  /** Signs over the draft as it is now, and audits it, in the caller's transaction. */
  public SignedStatement sign(
      StatementRequest request, String stepUp, Draft draft, Enum<?> lane, Actor by) {
    SignedStatement signed = signing.sign(request, stepUp, by, statement(draft, lane));
    audit.append(
        new AuditEvent(
            draft.what(),
            draft.id(),
            "approved-" + lane.name().toLowerCase(Locale.ROOT),
            by,
            Map.of(
                "number", draft.number(),
                "sha256", draft.sha256(),
                "meaning", signed.meaning(),
                "keyId", signed.keyId(),
                "signature", signed.signature())));
    return signed;
  }

  /** Whether every lane is given. */
  public static boolean complete(
      Collection<? extends Enum<?>> lanes, List<? extends LibraryApproval> given) {
    return given.stream().map(LibraryApproval::lane).collect(Collectors.toSet()).containsAll(lanes);
  }

  /** Whether a stored approval is what was signed, over this version as it stands. */
  public boolean holds(LibraryApproval approval, Draft version) {
    SignedStatement signed = approval.signature();
    return signed != null
        && approval.sha256().equals(version.sha256())
        && signing.holds(
            signed,
            Map.of(
                version.what(),
                version.id(),
                "number",
                String.valueOf(version.number()),
                "lane",
                approval.lane().name(),
                "sha256",
                approval.sha256(),
                "person",
                approval.person(),
                "printedName",
                approval.printedName()));
  }

  /** Names the statements of a kind of draft. */
  public static String kind(String what) {
    return what + "-approval";
  }

  private static Map<String, String> statement(Draft draft, Enum<?> lane) {
    Map<String, String> statement = new TreeMap<>();
    statement.put(
        "meaning",
        "I approve this version of the %s for %s use, as far as %s."
            .formatted(draft.what(), lane.name().toLowerCase(Locale.ROOT), draft.extent()));
    statement.put(draft.what(), draft.id());
    statement.put("number", String.valueOf(draft.number()));
    statement.put("lane", lane.name());
    statement.put("words", draft.words());
    statement.put("sha256", draft.sha256());
    return statement;
  }
}
