package io.medley.content.asset;

import io.medley.content.extraction.ExtractedFile;

/** Told of every new version inside the transaction that stores it. */
public interface UploadListener {

  /** The version has just been stored; what was read from its file is kept. */
  void uploaded(AssetVersion version, ExtractedFile read);
}
