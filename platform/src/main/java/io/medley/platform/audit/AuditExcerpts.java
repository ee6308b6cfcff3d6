package io.medley.platform.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Makes excerpts of the audit that can be verified elsewhere. */
public final class AuditExcerpts {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final AuditSequencer sequencer;
  private final AuditRoots roots;
  private final RootFolder folder;

  AuditExcerpts(JdbcClient jdbc, AuditSequencer sequencer, AuditRoots roots, RootFolder folder) {
    this.jdbc = jdbc;
    this.sequencer = sequencer;
    this.roots = roots;
    this.folder = folder;
  }

  /** An aggregate by kind and id. */
  public record Aggregate(String type, String id) {}

  private record Stored(AuditEntry entry, long position, long root) {}

  /**
   * The chains as they stand now, with their proofs, in the order given; aggregates without entries
   * are left out, and so is what is appended meanwhile. Writes a root first if one of them has an
   * entry that none covers yet. Must not be called in a transaction.
   *
   * @throws IllegalStateException if a root that should cover an entry is not there or says
   *     something else; the audit has to be verified then
   */
  public AuditExcerpt of(List<Aggregate> aggregates) {
    List<List<Stored>> stored = aggregates.stream().map(this::entries).toList();
    if (stored.stream().flatMap(List::stream).anyMatch(entry -> entry.root() == 0)) {
      sequencer.run();
      roots.run();
      // What others appended since may be without a root; it is not part of what was asked for.
      List<List<Stored>> asked = stored;
      stored =
          IntStream.range(0, asked.size())
              .mapToObj(i -> entries(aggregates.get(i)).subList(0, asked.get(i).size()))
              .toList();
    }
    NavigableMap<Long, AuditRoot> used = new TreeMap<>();
    List<AuditExcerpt.Chain> chains = new ArrayList<>();
    for (int i = 0; i < aggregates.size(); i++) {
      if (!stored.get(i).isEmpty()) {
        chains.add(
            new AuditExcerpt.Chain(
                aggregates.get(i).type(),
                aggregates.get(i).id(),
                stored.get(i).stream().map(entry -> proven(entry, used)).toList()));
      }
    }
    return new AuditExcerpt(chains, used.values().stream().map(AuditExcerpts::compact).toList());
  }

  private List<Stored> entries(Aggregate aggregate) {
    return jdbc.sql(
            """
            select e.id, e.aggregate_type, e.aggregate_id, e.sequence, e.action,
              e.actor::text as actor, e.facts::text as facts, e.at, e.recorded_at, e.previous_hash,
              e.hash, e.key_id, e.seal, coalesce(p.position, 0) as position,
              coalesce((select r.number from audit_root r
                where p.position between r.from_position and r.to_position limit 1), 0) as root
            from audit_entry e left join audit_position p on p.entry_id = e.id
            where e.aggregate_type = :type and e.aggregate_id = :id
            order by e.sequence
            """)
        .param("type", aggregate.type())
        .param("id", aggregate.id())
        .query(
            (row, number) ->
                new Stored(AuditVerifier.entry(row), row.getLong("position"), row.getLong("root")))
        .list();
  }

  private AuditExcerpt.Entry proven(Stored stored, Map<Long, AuditRoot> used) {
    AuditRoot root =
        used.computeIfAbsent(
            stored.root(),
            number ->
                folder
                    .read(number)
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "Root %d is missing; verify the audit".formatted(number))));
    int index = Math.toIntExact(stored.position() - root.body().fromPosition());
    AuditEntry entry = stored.entry();
    if (index < 0
        || index >= root.leaves().size()
        || !root.leaves().get(index).equals(entry.hash())) {
      throw new IllegalStateException(
          "Root %d signed another entry at position %d; verify the audit"
              .formatted(stored.root(), stored.position()));
    }
    return new AuditExcerpt.Entry(
        entry.sequence(),
        entry.action(),
        MAPPER.readTree(entry.actor()),
        MAPPER.readTree(entry.facts()),
        entry.at().toString(),
        entry.recordedAt().toString(),
        entry.previousHash(),
        entry.hash(),
        stored.position(),
        stored.root(),
        MerkleTree.path(root.leaves(), index).stream()
            .map(step -> new AuditExcerpt.PathStep(step.side(), step.hash()))
            .toList());
  }

  private static AuditExcerpt.Root compact(AuditRoot root) {
    return new AuditExcerpt.Root(
        root.body().number(),
        root.body().fromPosition(),
        root.body().toPosition(),
        root.body().merkleRoot(),
        root.body().previous(),
        root.body().at(),
        root.keyId(),
        root.signature());
  }
}
