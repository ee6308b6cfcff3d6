package io.medley.content.upload;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.FileNames;
import io.medley.content.asset.Uploading;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.upload.UploadRefusal.OffsetConflict;
import io.medley.content.upload.UploadRefusal.UploadImpossible;
import io.medley.content.upload.UploadRefusal.UploadOver;
import io.medley.content.upload.UploadRefusal.UploadUnknown;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.time.RealTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes files piece by piece. What was acknowledged is on the disk and in the database. */
@Service
@EnableConfigurationProperties(UploadSettings.class)
public class Receiving {

  private final Uploads uploads;
  private final PieceFolder pieces;
  private final UploadSettings settings;
  private final FinishingUploads finishing;
  private final Uploading uploading;
  private final Authorities authorities;
  private final TransactionOperations transactions;
  private final RealTime time;

  Receiving(
      Uploads uploads,
      PieceFolder pieces,
      UploadSettings settings,
      FinishingUploads finishing,
      Uploading uploading,
      Authorities authorities,
      TransactionOperations transactions,
      RealTime time) {
    this.uploads = uploads;
    this.pieces = pieces;
    this.settings = settings;
    this.finishing = finishing;
    this.uploading = uploading;
    this.authorities = authorities;
    this.transactions = transactions;
    this.time = time;
  }

  /**
   * Begins an upload.
   *
   * @param size of the whole file in bytes
   * @param asset whose next version it is to be; {@code null} for a new one
   * @throws UploadImpossible if no such file would be taken
   * @throws io.medley.content.asset.AssetRefusal.AssetUnknown if the asset is not this person's
   */
  public Upload begin(String fileName, long size, @Nullable AssetId asset, Actor by) {
    return begin(fileName, size, asset, null, false, by);
  }

  Upload begin(
      String fileName,
      long size,
      @Nullable AssetId asset,
      @Nullable ImportId bulk,
      boolean archive,
      Actor by) {
    authorities.requireAnywhere(by, Authority.UPLOAD);
    if (asset != null) {
      uploading.requireOwn(asset, by);
    }
    String name = FileNames.shown(fileName);
    if (size <= 0) {
      throw new UploadImpossible("“%s” is empty; send the file with its content.".formatted(name));
    }
    if (size > settings.largest().toBytes()) {
      throw new UploadImpossible(
          "“%s” has %,d MB; up to %,d MB are taken. Reduce its pictures or videos and send it again."
              .formatted(name, size >> 20, settings.largest().toMegabytes()));
    }
    if (!ContentFormat.extensionOf(name).isEmpty() && ContentFormat.promisedBy(name).isEmpty()) {
      // Its content would decide; but a name that promises nothing we take need not be sent first.
      throw new UploadImpossible(
          "Files ending in .%s are not reviewed here. Take one of: %s."
              .formatted(
                  ContentFormat.extensionOf(name), ContentFormat.accepted().replace(",", ", ")));
    }
    if (uploads.receiving(by.id()) >= settings.open()) {
      throw new UploadImpossible(
          "%,d of your uploads wait for bytes; finish or give up some of them first."
              .formatted(settings.open()));
    }
    Upload upload =
        new Upload(
            UploadId.random(),
            Objects.requireNonNullElse(by.agency(), ""),
            by.id(),
            by.printedName(),
            name,
            size,
            0,
            asset,
            bulk,
            archive,
            UploadState.RECEIVING,
            null,
            null,
            null,
            null,
            null,
            time.now(),
            time.now().plus(settings.expires()));
    uploads.add(upload);
    return upload;
  }

  /**
   * An upload of this person's.
   *
   * @throws UploadUnknown if it is not
   */
  public Upload find(UploadId id, Actor by) {
    return uploads
        .find(id)
        .filter(upload -> upload.owner().equals(by.id()))
        .orElseThrow(() -> new UploadUnknown(id));
  }

  /** Uploads of this person that are under way, or ended within the last day. */
  public List<Upload> recent(Actor by) {
    return uploads.of(by.id(), time.now().minus(Duration.ofDays(1)));
  }

  /**
   * Takes bytes from an offset on. What this returns is durable. If the connection breaks, what
   * came before is kept.
   *
   * @throws OffsetConflict if the upload stands elsewhere
   * @throws UploadOver if it takes no more bytes
   */
  public Upload append(UploadId id, long offset, InputStream in, Actor by) {
    Upload upload = find(id, by);
    requireReceiving(upload);
    if (upload.received() != offset) {
      throw new OffsetConflict(id, upload.received());
    }
    long at = offset;
    try (PieceFolder.Writing own = pieces.begin(id);
        ExecutorService disk = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      // While one piece goes to the disk, the next one comes in.
      Future<Boolean> before = CompletableFuture.completedFuture(true);
      long counted = offset;
      boolean more = true;
      while (more) {
        PieceFolder.Written written =
            own.write(in, Math.min(settings.piece().toBytes(), upload.size() - at));
        if (!done(before)) {
          own.truncate(counted - offset);
          throw conflict(id, by);
        }
        counted = at;
        at += written.length();
        Uploads.Piece piece = new Uploads.Piece(counted, written.length(), written.file());
        boolean last = at == upload.size();
        boolean whole = last && offset == 0;
        more = written.length() > 0 && !written.broken() && !last;
        before =
            disk.submit(
                () ->
                    written.length() == 0
                        || keep(id, piece, last, whole ? own.sha256() : null, own));
      }
      if (!done(before)) {
        own.truncate(counted - offset);
        throw conflict(id, by);
      }
    } catch (IOException notWritten) {
      throw new UncheckedIOException(notWritten);
    }
    if (at == upload.size()) {
      finishing.wake();
    }
    return find(id, by);
  }

  /** Makes a piece durable and counts it; false if another request was faster. */
  private boolean keep(
      UploadId id,
      Uploads.Piece piece,
      boolean last,
      @Nullable String sha256,
      PieceFolder.Writing own)
      throws IOException {
    own.force();
    return Objects.requireNonNull(
        transactions.execute(
            status ->
                uploads.receive(id, piece, last, sha256, time.now().plus(settings.expires()))));
  }

  private OffsetConflict conflict(UploadId id, Actor by) {
    Upload now = find(id, by);
    requireReceiving(now);
    return new OffsetConflict(id, now.received());
  }

  private static boolean done(Future<Boolean> kept) throws IOException {
    try {
      return kept.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while an upload was received");
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException full -> throw full;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException(failed);
      }
    }
  }

  /** Gives an upload up; its bytes are forgotten. Giving up twice is no error. */
  public void giveUp(UploadId id, Actor by) {
    Upload upload = find(id, by);
    if (upload.state() == UploadState.ENDED) {
      return;
    }
    if (!uploads.end(id, time.now())) {
      throw new UploadOver(find(id, by));
    }
    pieces.clear(id);
  }

  private static void requireReceiving(Upload upload) {
    if (upload.state() != UploadState.RECEIVING) {
      throw new UploadOver(upload);
    }
  }
}
