package io.medley.content.review;

import io.medley.content.asset.VersionId;
import io.medley.platform.security.Actor;
import java.util.List;
import java.util.UUID;

/** What the lanes wrote about versions. */
interface Remarks {

  /** Everything written on the version or brought forward to it, in reading order. */
  List<Remark> ofVersion(VersionId version);

  /** Notes that what a remark wanted was found done; joins the caller's transaction. */
  void verified(UUID remark, String why, Actor person);
}
