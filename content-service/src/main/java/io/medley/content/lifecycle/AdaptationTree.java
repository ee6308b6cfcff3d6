package io.medley.content.lifecycle;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A master with everything adapted from it, as far as a person may see it. */
@Service
public class AdaptationTree {

  private static final int HIGHEST = 10;

  private final Relations relations;
  private final AssetVersions versions;
  private final Approvals approvals;
  private final Duties duties;

  AdaptationTree(Relations relations, AssetVersions versions, Approvals approvals, Duties duties) {
    this.relations = relations;
    this.versions = versions;
    this.approvals = approvals;
    this.duties = duties;
  }

  /**
   * One asset of the tree, parents before their children.
   *
   * @param relation how it was made; {@code null} for the master
   * @param newest its newest version
   * @param inUse its version in force, if there is one
   * @param question what somebody has to decide about it because its master changed
   * @param asked whether this is the asset the tree was asked for
   */
  public record Node(
      AssetId asset,
      int depth,
      Related.@Nullable Relation relation,
      AssetVersion newest,
      @Nullable Approval inUse,
      @Nullable Duty question,
      boolean asked) {

    /** Until when it may be used; {@code null} if it may not. */
    public @Nullable Instant validTo() {
      return inUse == null ? null : inUse.validTo();
    }
  }

  /**
   * The whole tree an asset stands in.
   *
   * @throws AssetRefusal.VersionUnknown if the asset is not for this person
   */
  @Transactional(readOnly = true)
  public List<Node> of(AssetId asset, Actor by) {
    List<AssetVersion> own = versions.ofAsset(asset);
    if (own.isEmpty()) {
      throw new LifecycleRefusal.AssetUnknown(asset);
    }
    versions.requireVisible(own.getFirst().id(), by);
    AssetId root = root(asset);
    List<Node> nodes = new ArrayList<>();
    node(root, 0, null, asset, by).ifPresent(nodes::add);
    List<Related> made = relations.madeFrom(root);
    below(root, made, asset, by, nodes, new HashSet<>(Set.of(root)));
    return nodes;
  }

  private AssetId root(AssetId asset) {
    AssetId top = asset;
    Set<AssetId> seen = new HashSet<>(Set.of(asset));
    for (int i = 0; i < HIGHEST; i++) {
      Optional<AssetId> master = relations.masterOf(top).filter(seen::add);
      if (master.isEmpty()) {
        return top;
      }
      top = master.get();
    }
    return top;
  }

  private void below(
      AssetId parent,
      List<Related> made,
      AssetId asked,
      Actor by,
      List<Node> nodes,
      Set<AssetId> seen) {
    for (Related related : made) {
      if (related.parent().equals(parent) && seen.add(related.asset())) {
        node(related.asset(), related.depth(), related.relation(), asked, by).ifPresent(nodes::add);
        below(related.asset(), made, asked, by, nodes, seen);
      }
    }
  }

  private Optional<Node> node(
      AssetId asset, int depth, Related.@Nullable Relation relation, AssetId asked, Actor by) {
    return versions.ofAsset(asset).stream()
        .filter(version -> visible(version, by))
        .findFirst()
        .map(
            newest -> {
              Approval inUse =
                  approvals.ofAsset(asset).stream()
                      .filter(approval -> approval.state().inForce())
                      .findFirst()
                      .orElse(null);
              return new Node(
                  asset,
                  depth,
                  relation,
                  newest,
                  inUse,
                  inUse == null ? null : question(inUse),
                  asset.equals(asked));
            });
  }

  private @Nullable Duty question(Approval inUse) {
    return duties.of(inUse.version()).stream().filter(Duty::open).findFirst().orElse(null);
  }

  private boolean visible(AssetVersion version, Actor by) {
    try {
      versions.requireVisible(version.id(), by);
      return true;
    } catch (AssetRefusal.VersionUnknown notForThem) {
      return false;
    }
  }
}
