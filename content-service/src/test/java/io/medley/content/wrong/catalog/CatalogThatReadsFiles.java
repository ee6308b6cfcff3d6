package io.medley.content.wrong.catalog;

import io.medley.content.extraction.tika.ExtractionWorker;
import org.apache.tika.metadata.Metadata;

/** Wrong on purpose: parses in the service. */
public final class CatalogThatReadsFiles {

  /** The library it must not know. */
  public final Metadata metadata = new Metadata();

  /** The reader it must not call. */
  public final String mark = ExtractionWorker.class.getName();
}
