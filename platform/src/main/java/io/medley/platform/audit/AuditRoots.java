package io.medley.platform.audit;

import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.signing.Sealer;
import io.medley.platform.signing.SignatureVerifier;
import io.medley.platform.signing.Signer;
import io.medley.platform.time.RealTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Writes the signed roots. */
public final class AuditRoots {

  private static final Logger LOG = LoggerFactory.getLogger(AuditRoots.class);

  /** Keeps a root file below about 2 MB. */
  private static final int MOST_LEAVES = 25_000;

  private final JdbcClient jdbc;
  private final AdvisoryLocks locks;
  private final TransactionOperations transactions;
  private final RootFolder folder;
  private final Signer signer;
  private final SignatureVerifier verifier;
  private final Sealer sealer;
  private final RealTime realTime;

  AuditRoots(
      JdbcClient jdbc,
      AdvisoryLocks locks,
      TransactionOperations transactions,
      RootFolder folder,
      Signer signer,
      SignatureVerifier verifier,
      Sealer sealer,
      RealTime realTime) {
    this.jdbc = jdbc;
    this.locks = locks;
    this.transactions = transactions;
    this.folder = folder;
    this.signer = signer;
    this.verifier = verifier;
    this.sealer = sealer;
    this.realTime = realTime;
  }

  private record Last(long number, long toPosition, String hash) {}

  /** Covers every positioned entry not covered yet; returns how many entries that were. */
  public int run() {
    int total = 0;
    for (int count = next(); count > 0; count = next()) {
      total += count;
    }
    return total;
  }

  private int next() {
    Integer count =
        transactions.execute(
            status -> {
              locks.xactExclusive("sequencer", "audit-root");
              return writeNext();
            });
    return count == null ? 0 : count;
  }

  private int writeNext() {
    Last last =
        jdbc.sql("select number, to_position, hash from audit_root order by number desc limit 1")
            .query(Last.class)
            .optional()
            .orElse(new Last(0, 0, AuditRoot.FIRST));
    if (folder.numbers().contains(last.number() + 1)) {
      // A crash came between the file and its row; anything else is evidence and stays.
      AuditRoot unrecorded =
          folder
              .read(last.number() + 1)
              .filter(root -> follows(root, last))
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "Root file %d does not continue the database; verify the audit"
                              .formatted(last.number() + 1)));
      record(unrecorded);
      return unrecorded.leaves().size();
    }
    List<String> leaves =
        jdbc.sql(
                """
                select e.hash, e.key_id, e.seal from audit_position p join audit_entry e on e.id = p.entry_id
                where p.position > :after order by p.position limit :most
                """)
            .param("after", last.toPosition())
            .param("most", MOST_LEAVES)
            .query((row, number) -> leaf(row))
            .list();
    if (leaves.isEmpty()) {
      return 0;
    }
    AuditRoot.Body body =
        new AuditRoot.Body(
            last.number() + 1,
            last.toPosition() + 1,
            last.toPosition() + leaves.size(),
            MerkleTree.root(leaves),
            last.hash(),
            realTime.now().toString());
    AuditRoot unsigned = new AuditRoot(body, leaves, signer.keyId(), "");
    AuditRoot root =
        new AuditRoot(
            body,
            leaves,
            signer.keyId(),
            Base64.getEncoder().encodeToString(signer.sign(unsigned.signedBytes())));
    folder.write(root);
    record(root);
    return leaves.size();
  }

  /** A root vouches for what the service wrote, so that an entry put in never gets a proof. */
  private String leaf(ResultSet row) throws SQLException {
    String hash = row.getString("hash");
    if (AuditEntry.isSealed(sealer, hash, row.getString("key_id"), row.getString("seal"))) {
      return hash;
    }
    LOG.error("An audit entry with the hash {} was not sealed by this service", hash);
    return AuditRoot.UNSEALED;
  }

  private boolean follows(AuditRoot root, Last last) {
    return root.body().previous().equals(last.hash())
        && root.body().fromPosition() == last.toPosition() + 1
        && verifier.verify(root.keyId(), root.signedBytes(), AuditRoot.decoded(root.signature()));
  }

  private void record(AuditRoot root) {
    jdbc.sql(
            """
            insert into audit_root (number, from_position, to_position, hash)
            values (:number, :from, :to, :hash)
            """)
        .param("number", root.body().number())
        .param("from", root.body().fromPosition())
        .param("to", root.body().toPosition())
        .param("hash", root.hash())
        .update();
  }
}
