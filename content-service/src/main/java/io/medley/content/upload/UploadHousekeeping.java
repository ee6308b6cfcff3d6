package io.medley.content.upload;

import io.medley.platform.time.RealTime;
import java.io.IOException;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;

/** Takes up what was left when a process was killed, and forgets what nobody continues. */
class UploadHousekeeping {

  private final Uploads uploads;
  private final PieceFolder pieces;
  private final FinishingUploads finishing;
  private final ImportTagging importing;
  private final RealTime time;

  UploadHousekeeping(
      Uploads uploads,
      PieceFolder pieces,
      FinishingUploads finishing,
      ImportTagging importing,
      RealTime time) {
    this.importing = importing;
    this.uploads = uploads;
    this.pieces = pieces;
    this.finishing = finishing;
    this.time = time;
  }

  @Scheduled(fixedDelay = 2_000, initialDelay = 2_000)
  void takeUp() {
    finishing.wake();
    importing.catchUp();
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 30_000)
  void forget() {
    for (UploadId id : uploads.abandoned(time.now(), 200)) {
      if (uploads.end(id, time.now())) {
        pieces.clear(id);
      }
    }
  }

  /** Pieces whose upload ended just before its process was killed, or that never got a row. */
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 120_000)
  void sweep() throws IOException {
    for (UploadId id : pieces.untouchedSince(time.now().minus(Duration.ofHours(1)))) {
      boolean needed =
          uploads
              .find(id)
              .map(Upload::state)
              .filter(state -> state == UploadState.RECEIVING || state == UploadState.RECEIVED)
              .isPresent();
      if (!needed) {
        pieces.clear(id);
      }
    }
  }
}
