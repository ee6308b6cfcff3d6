package io.medley.content.asset;

import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Service
class VersionKeeping implements AssetVersions {

  private final StoredVersions versions;
  private final Visibility visibility;
  private final AuditTrail audit;
  private final Clock clock;

  VersionKeeping(StoredVersions versions, Visibility visibility, AuditTrail audit, Clock clock) {
    this.versions = versions;
    this.visibility = visibility;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Optional<AssetVersion> find(VersionId id) {
    return versions.find(id).map(StoredVersion::version);
  }

  @Override
  public AssetVersion require(VersionId id) {
    return find(id).orElseThrow(() -> new AssetRefusal.VersionUnknown(id));
  }

  @Override
  public AssetVersion requireVisible(VersionId id, Actor actor) {
    return find(id)
        .filter(version -> visibility.of(actor).includes(version))
        .orElseThrow(() -> new AssetRefusal.VersionUnknown(id));
  }

  @Override
  public List<AssetVersion> ofAsset(AssetId asset) {
    return versions.ofAsset(asset).stream().map(StoredVersion::version).toList();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public AssetVersion transition(
      VersionId id, VersionState from, VersionState to, Actor by, String why) {
    AssetVersion before = require(id);
    if (before.state() != from || !from.mayBecome(to)) {
      throw new AssetRefusal.StateConflict(id, before.state(), to);
    }
    String number = null;
    if (to == VersionState.APPROVED) {
      // Two versions of one asset approved at once must not take the same number.
      versions.lock(before.asset());
      number = nextMajor(before.asset());
    }
    if (!versions.move(id, from, to, number, clock.instant())) {
      throw new AssetRefusal.StateConflict(id, require(id).state(), to);
    }
    AssetVersion after = require(id);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", from.name());
    facts.put("to", to.name());
    facts.put("why", why);
    facts.put("number", after.number());
    facts.put("contentHash", after.contentHash());
    facts.put("metadataHash", String.valueOf(after.metadataHash()));
    audit.append(new AuditEvent("asset-version", id.toString(), "state-changed", by, facts));
    return after;
  }

  private String nextMajor(AssetId asset) {
    int major =
        versions.ofAsset(asset).stream()
            .mapToInt(stored -> Integer.parseInt(stored.version().number().split("\\.")[0]))
            .max()
            .orElse(0);
    return (major + 1) + ".0";
  }
}
