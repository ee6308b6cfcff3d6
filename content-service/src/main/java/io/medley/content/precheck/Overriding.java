package io.medley.content.precheck;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.signing.SignedAct;
import io.medley.content.signing.SignedStatement;
import io.medley.content.signing.StatementRequest;
import io.medley.content.signing.StatementSigning;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deciding against a blocking finding: by a named person who holds one of the lanes the rule's pack
 * names, in every market the finding speaks for, with a reason, signed after a re-authentication,
 * and audited.
 */
@Service
public class Overriding implements SignedAct {

  private static final String KIND = "block-override";
  private static final String MEANING =
      "I decide that this finding does not stop these bytes, for the reason given.";
  private static final Set<VersionState> OPEN =
      Set.of(VersionState.DRAFT, VersionState.SUBMITTED, VersionState.QC, VersionState.IN_REVIEW);

  private final AssetVersions versions;
  private final PreChecks preChecks;
  private final RulePacks packs;
  private final Overrides overrides;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final StatementSigning signing;

  Overriding(
      AssetVersions versions,
      PreChecks preChecks,
      RulePacks packs,
      Overrides overrides,
      Authorities authorities,
      AuditTrail audit,
      StatementSigning signing) {
    this.versions = versions;
    this.preChecks = preChecks;
    this.packs = packs;
    this.overrides = overrides;
    this.authorities = authorities;
    this.audit = audit;
    this.signing = signing;
  }

  /**
   * Asks to decide that a blocking finding does not stop the version. It takes effect once the
   * statement is signed.
   *
   * @param findingKey {@link Finding#key} of a blocking finding of the newest run
   * @param reason 20 to 2000 characters, for the reviewers
   * @throws io.medley.content.asset.AssetRefusal.VersionUnknown if it is not this person's to see
   * @throws CheckRefusal if there is nothing to override or this person is the author
   * @throws AuthorityMissing without one of the lanes the rule names, in every market concerned
   */
  @Transactional
  public StatementRequest ask(VersionId id, String findingKey, String reason, Actor by) {
    return signing.ask(KIND, statement(id, findingKey, reason, by), by);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "Decide against a finding";
  }

  @Override
  @Transactional
  public String complete(StatementRequest request, String stepUp, Actor by) {
    VersionId id = new VersionId(UUID.fromString(request.field("version")));
    Map<String, String> now =
        statement(id, request.field("findingKey"), request.field("reason"), by);
    SignedStatement signed = signing.sign(request, stepUp, by, now);
    BlockOverride decision =
        new BlockOverride(
            UUID.randomUUID(),
            request.field("findingKey"),
            request.field("rule"),
            request.field("contentHash"),
            by.id(),
            by.printedName(),
            request.field("authority"),
            request.field("reason"),
            signed.at(),
            signed.meaning(),
            signed.authenticatedAt(),
            signed.keyId(),
            signed.signature());
    if (!overrides.add(id, decision, signed.statement())) {
      throw new CheckRefusal.AlreadyOverridden();
    }
    Map<String, Object> facts = new LinkedHashMap<>(now);
    facts.remove("version");
    facts.put("signature", decision.signature());
    facts.put("keyId", decision.keyId());
    audit.append(new AuditEvent("asset-version", id.toString(), "block-overridden", by, facts));
    return "/assets/versions/" + id;
  }

  /** What is signed, as the facts are now. */
  private Map<String, String> statement(VersionId id, String findingKey, String reason, Actor by) {
    AssetVersion version = versions.requireVisible(id, by);
    Finding finding = blocking(version, findingKey);
    if (!OPEN.contains(version.state())) {
      throw new CheckRefusal.TooLate(version.state().name());
    }
    if (version.author().equals(by.id())) {
      throw new CheckRefusal.OwnWork();
    }
    RuleSettings rule = packs.of(finding.market()).rule(finding.ruleId());
    if (rule.mayOverride().isEmpty()) {
      throw new CheckRefusal.NeverOverridden(finding.ruleId(), rule.title());
    }
    Authority lane =
        entitling(version, finding, by)
            .orElseThrow(
                () ->
                    new AuthorityMissing(
                        by.id(), lanes(finding).getFirst(), markets(version, finding).getFirst()));
    String words = reason.strip();
    if (words.length() < 20 || words.length() > 2000) {
      throw new CheckRefusal.ReasonMissing();
    }
    Map<String, String> statement = new TreeMap<>();
    statement.put("meaning", MEANING);
    statement.put("version", id.toString());
    statement.put("contentHash", version.contentHash());
    statement.put("findingKey", findingKey);
    statement.put("rule", finding.ruleId());
    statement.put("market", finding.market());
    statement.put("message", finding.message());
    statement.put("quote", finding.quote());
    statement.put("authority", lane.name());
    statement.put("reason", words);
    return statement;
  }

  /** The blocking finding of the newest run with this key, if this person may see the version. */
  @Transactional(readOnly = true)
  public Finding blocking(VersionId id, String findingKey, Actor by) {
    return blocking(versions.requireVisible(id, by), findingKey);
  }

  /** What was decided about a version's bytes, oldest first. */
  @Transactional(readOnly = true)
  public List<BlockOverride> of(VersionId id, Actor by) {
    AssetVersion version = versions.requireVisible(id, by);
    return overrides.of(id, version.contentHash());
  }

  /** Whether this person could decide about the finding. */
  @Transactional(readOnly = true)
  public boolean mayOverride(AssetVersion version, Finding finding, Actor by) {
    return finding.effective() == Severity.BLOCK
        && OPEN.contains(version.state())
        && !version.author().equals(by.id())
        && entitling(version, finding, by).isPresent();
  }

  private Finding blocking(AssetVersion version, String findingKey) {
    Finding found =
        preChecks.latest(version.id()).stream()
            .filter(run -> run.contentHash().equals(version.contentHash()))
            .flatMap(run -> run.findings().stream())
            .filter(
                finding -> finding.severity() == Severity.BLOCK && finding.key().equals(findingKey))
            .findFirst()
            .orElseThrow(() -> new CheckRefusal.NoSuchBlock(findingKey));
    if (found.overridden() != null) {
      throw new CheckRefusal.AlreadyOverridden();
    }
    return found;
  }

  private Optional<Authority> entitling(AssetVersion version, Finding finding, Actor by) {
    return lanes(finding).stream()
        .filter(
            lane ->
                markets(version, finding).stream()
                    .allMatch(market -> authorities.has(by.id(), lane, market)))
        .findFirst();
  }

  private List<Authority> lanes(Finding finding) {
    return packs.of(finding.market()).rule(finding.ruleId()).mayOverride().stream()
        .map(lane -> Authority.valueOf("LANE_" + lane))
        .toList();
  }

  /** A finding is kept for the strictest market of those that agree, so all of them count. */
  private static List<String> markets(AssetVersion version, Finding finding) {
    List<String> countries = version.metadata().countries();
    return countries.isEmpty() ? List.of(finding.market()) : countries;
  }
}
