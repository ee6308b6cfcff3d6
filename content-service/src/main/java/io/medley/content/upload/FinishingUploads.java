package io.medley.content.upload;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.Uploading;
import io.medley.content.asset.VersionId;
import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.ScannerUnavailable;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.time.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads whole files and makes versions of them, a few at once, oldest first. The queue is rows: any
 * instance takes the next one, and takes over what another left when it was killed.
 */
@Service
class FinishingUploads {

  private static final Logger LOG = LoggerFactory.getLogger(FinishingUploads.class);
  private static final Duration LEASE = Duration.ofMinutes(15);
  private static final int ATTEMPTS = 5;

  private final Uploads uploads;
  private final PieceFolder pieces;
  private final Uploading uploading;
  private final Unpacking unpacking;
  private final ImportTagging importing;
  private final AuditTrail audit;
  private final TransactionOperations transactions;
  private final Semaphore readers;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final RealTime time;

  FinishingUploads(
      Uploads uploads,
      PieceFolder pieces,
      Uploading uploading,
      Unpacking unpacking,
      ImportTagging importing,
      AuditTrail audit,
      TransactionOperations transactions,
      UploadSettings settings,
      RealTime time) {
    this.uploads = uploads;
    this.pieces = pieces;
    this.uploading = uploading;
    this.unpacking = unpacking;
    this.importing = importing;
    this.audit = audit;
    this.transactions = transactions;
    this.readers = new Semaphore(settings.readers());
    this.time = time;
  }

  /** Another reader took the upload over meanwhile. */
  private static final class Overtaken extends RuntimeException {}

  /** An import adds nothing twice. */
  private static final class AlreadyHere extends RuntimeException {
    private final VersionId version;

    AlreadyHere(VersionId version) {
      this.version = version;
    }
  }

  /** Sees to it that waiting uploads are read; returns at once. */
  void wake() {
    asked.set(true);
    start();
  }

  private void start() {
    if (readers.tryAcquire()) {
      Thread.ofVirtual().name("finishing-upload").start(this::run);
    }
  }

  private void run() {
    try {
      asked.set(false);
      UUID token = UUID.randomUUID();
      Optional<Upload> next = claim(token);
      while (next.isPresent()) {
        // While this one is read, another reader may look for the next.
        start();
        finish(next.get(), token);
        token = UUID.randomUUID();
        next = claim(token);
      }
    } finally {
      readers.release();
      if (asked.get()) {
        // Somebody asked after this reader had looked and before it left.
        start();
      }
    }
  }

  private Optional<Upload> claim(UUID token) {
    return uploads.claim(token, time.now(), time.now().plus(LEASE));
  }

  private void finish(Upload upload, UUID token) {
    Actor by = actor(upload);
    PieceFolder.Whole whole = null;
    try {
      whole = pieces.join(upload.id(), uploads.pieces(upload.id()));
      if (upload.archive()) {
        unpacking.unpack(upload, whole.file());
        if (uploads.unpacked(upload.id(), token, time.now())) {
          pieces.clear(upload.id());
        }
        return;
      }
      uploading.upload(
          whole.file(),
          whole.sha256() == null ? upload.sha256() : whole.sha256(),
          upload.fileName(),
          upload.asset(),
          by,
          uploaded -> {
            if (upload.bulk() != null && uploaded.sameContentAs().isPresent()) {
              throw new AlreadyHere(uploaded.sameContentAs().get());
            }
            if (!uploads.takenIn(
                upload.id(),
                token,
                uploaded.stored().version().id(),
                uploaded.sameContentAs().orElse(null),
                time.now())) {
              throw new Overtaken();
            }
          });
      pieces.clear(upload.id());
      if (upload.bulk() != null) {
        importing.tag(upload.id());
      }
    } catch (AlreadyHere existing) {
      if (uploads.alreadyHere(upload.id(), token, existing.version, time.now())) {
        pieces.clear(upload.id());
      }
    } catch (FileRefused refused) {
      refuse(upload, token, refused.reason().name(), refused);
    } catch (AssetRefusal refused) {
      refuse(upload, token, "NOT_ALLOWED", refused);
    } catch (io.medley.platform.security.AuthorityMissing refused) {
      refuse(upload, token, "NOT_ALLOWED", refused);
    } catch (Overtaken overtaken) {
      LOG.info("Upload {} was finished by another", upload.id());
    } catch (IOException | RuntimeException failure) {
      later(upload, token, failure);
    } finally {
      delete(whole == null ? null : whole.file());
    }
  }

  private void refuse(Upload upload, UUID token, String reason, Refusal refusal) {
    refuse(upload, token, reason, String.valueOf(refusal.getMessage()));
  }

  /** Who sent what was refused is remembered as well as who sent what was taken. */
  private void refuse(Upload upload, UUID token, String reason, String message) {
    Boolean refused =
        transactions.execute(
            status -> {
              boolean ours = uploads.refused(upload.id(), token, reason, message, time.now());
              if (ours) {
                audit.append(
                    new AuditEvent(
                        "upload",
                        upload.id().toString(),
                        "refused",
                        actor(upload),
                        Map.of(
                            "fileName", upload.fileName(),
                            "size", upload.size(),
                            "reason", reason,
                            "agency", upload.agency())));
              }
              return ours;
            });
    if (Boolean.TRUE.equals(refused)) {
      pieces.clear(upload.id());
    }
  }

  private static Actor actor(Upload upload) {
    return new Actor(
        upload.owner(),
        upload.ownerName(),
        Set.of(),
        upload.agency().isEmpty() ? null : upload.agency());
  }

  /** An outage is not the file's fault; a file that fails again and again is. */
  private void later(Upload upload, UUID token, Exception failure) {
    if (failure instanceof ScannerUnavailable || failure instanceof DataAccessException) {
      LOG.warn("Upload {} waits: {}", upload.id(), String.valueOf(failure.getMessage()));
      uploads.release(upload.id(), token, time.now().plus(Duration.ofSeconds(15)));
      return;
    }
    int attempts = uploads.attempts(upload.id());
    LOG.warn("Upload {} not read, attempt {}", upload.id(), attempts, failure);
    if (attempts >= ATTEMPTS) {
      refuse(
          upload,
          token,
          FileRefused.Reason.BROKEN.name(),
          "“%s” could not be read in %d attempts; export it again and send that."
              .formatted(upload.fileName(), attempts));
    } else {
      uploads.release(
          upload.id(), token, time.now().plus(Duration.ofSeconds(2L * attempts * attempts)));
    }
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException keptByTheSystem) {
      LOG.warn("Not deleted: {}", file, keptByTheSystem);
    }
  }
}
