package io.medley.content.brief.web;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.Uploading.Uploaded;
import io.medley.content.asset.web.ReceivedFiles;
import io.medley.content.brief.Brief;
import io.medley.content.brief.BriefId;
import io.medley.content.brief.BriefSuggestions;
import io.medley.content.brief.Briefing;
import io.medley.platform.security.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** A file that comes for a brief: its version, its link and its suggested tags in one act. */
@Component
class BriefUploads {

  private final Briefing briefing;
  private final ReceivedFiles files;

  BriefUploads(Briefing briefing, ReceivedFiles files) {
    this.briefing = briefing;
    this.files = files;
  }

  /**
   * Takes a file in.
   *
   * @param asset the piece whose next version it is; {@code null} for a new piece
   */
  Uploaded take(BriefId id, MultipartFile file, @Nullable AssetId asset, Actor by) {
    Brief brief = briefing.requireOpenToWork(id, by);
    return files.take(
        file,
        asset,
        by,
        BriefSuggestions.of(brief.wanted()),
        uploaded -> briefing.uploaded(id, uploaded.stored().version(), by));
  }
}
