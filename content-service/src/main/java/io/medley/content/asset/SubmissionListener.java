package io.medley.content.asset;

import io.medley.platform.security.Actor;
import java.util.UUID;

/**
 * Told of a submission inside its transaction; whatever it writes is committed with it or not at
 * all.
 */
public interface SubmissionListener {

  /**
   * The version has just become {@code SUBMITTED}; its metadata is frozen.
   *
   * @return the id its review bears once reviewers get it
   */
  UUID submitted(AssetVersion version, Actor by);
}
