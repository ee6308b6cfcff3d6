package io.medley.content.review;

import io.medley.content.asset.VersionId;
import java.util.List;

/** What the lanes wrote about versions. */
interface Remarks {

  /** Everything written on the version or brought forward to it, in reading order. */
  List<Remark> ofVersion(VersionId version);
}
