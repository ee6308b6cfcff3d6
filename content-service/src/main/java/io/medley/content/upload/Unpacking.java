package io.medley.content.upload;

import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.upload.BulkImport.Row;
import io.medley.content.upload.UploadRefusal.UploadImpossible;
import io.medley.platform.time.RealTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hands the files of an archive to the rows of its import, each as an upload of its own. Begun
 * again after a crash, it goes on with the rows that still wait.
 */
@Service
class Unpacking {

  private static final int ENTRIES = 20_000;

  private final Imports imports;
  private final Uploads uploads;
  private final PieceFolder pieces;
  private final UploadSettings settings;
  private final TransactionOperations transactions;
  private final RealTime time;

  Unpacking(
      Imports imports,
      Uploads uploads,
      PieceFolder pieces,
      UploadSettings settings,
      TransactionOperations transactions,
      RealTime time) {
    this.imports = imports;
    this.uploads = uploads;
    this.pieces = pieces;
    this.settings = settings;
    this.transactions = transactions;
    this.time = time;
  }

  void unpack(Upload archive, Path file) throws IOException {
    ImportId bulk = archive.bulk();
    if (bulk == null) {
      throw new IllegalStateException("An archive without its import: " + archive.id());
    }
    List<Row> rows = imports.rows(bulk);
    long left = 4 * settings.largest().toBytes();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > ENTRIES) {
        throw new FileRefused(
            Reason.BOMB,
            "The archive holds more than %,d files; split it into several.".formatted(ENTRIES));
      }
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory()) {
          left -= hand(archive, bulk, rows, zip, entry, left);
        }
      }
    } catch (ZipException broken) {
      throw new FileRefused(
          Reason.BROKEN, "The archive is damaged or was cut short; pack it again and send that.");
    }
  }

  private long hand(
      Upload archive, ImportId bulk, List<Row> rows, ZipFile zip, ZipEntry entry, long left)
      throws IOException {
    Row row;
    try {
      row = BulkImporting.match(rows, entry.getName());
    } catch (UploadImpossible nobodyWaitsForIt) {
      return 0;
    }
    UploadId id = UploadId.random();
    PieceFolder.Written written;
    String sha256;
    try (InputStream in = zip.getInputStream(entry);
        PieceFolder.Writing own = pieces.begin(id)) {
      // One byte more than fits tells a file that is too large.
      written = own.write(in, left + 1);
      own.force();
      sha256 = own.sha256();
    }
    if (written.broken() || written.length() == 0 || written.length() > left) {
      pieces.clear(id);
      if (written.length() > left) {
        throw new FileRefused(
            Reason.BOMB, "The archive unpacks to far more than any folder of pieces; split it.");
      }
      return 0;
    }
    Upload upload =
        new Upload(
            id,
            archive.agency(),
            archive.owner(),
            archive.ownerName(),
            io.medley.content.asset.FileNames.shown(entry.getName()),
            written.length(),
            0,
            null,
            bulk,
            false,
            UploadState.RECEIVING,
            null,
            null,
            null,
            null,
            null,
            time.now(),
            time.now().plus(settings.expires()));
    Boolean taken =
        transactions.execute(
            status -> {
              uploads.add(upload);
              if (!imports.link(bulk, row.number(), id)) {
                status.setRollbackOnly();
                return false;
              }
              return uploads.receive(
                  id,
                  new Uploads.Piece(0, written.length(), written.file()),
                  true,
                  sha256,
                  upload.expiresAt());
            });
    if (!Boolean.TRUE.equals(taken)) {
      pieces.clear(id);
    }
    return written.length();
  }
}
