package io.medley.content.similarity;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.Renditions;
import io.medley.content.asset.TextSection;
import io.medley.content.asset.UploadListener;
import io.medley.content.extraction.ExtractedFile;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps the sketch of every piece as it comes in, and of those that came in before. */
@Component
class Fingerprinting implements UploadListener {

  private static final int BATCH = 20;

  private final Fingerprints fingerprints;
  private final Renditions renditions;
  private final TransactionOperations transactions;

  Fingerprinting(
      Fingerprints fingerprints, Renditions renditions, TransactionOperations transactions) {
    this.fingerprints = fingerprints;
    this.renditions = renditions;
    this.transactions = transactions;
  }

  @Override
  public void uploaded(AssetVersion version, ExtractedFile read) {
    keep(version.contentHash(), read);
  }

  /** Sketches what has none yet; returns how many were left before. */
  int catchUp() {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              List<String> missing = fingerprints.missing(BATCH);
              missing.forEach(hash -> renditions.find(hash).ifPresent(read -> keep(hash, read)));
              return missing.size();
            }));
  }

  private void keep(String contentHash, ExtractedFile read) {
    Shingles shingles = Shingles.of(sections(read));
    fingerprints.keep(contentHash, shingles.size(), MinHash.of(shingles));
  }

  static List<TextSection> sections(ExtractedFile read) {
    return read.sections().stream()
        .map(
            section ->
                new TextSection(
                    TextSection.Kind.SECTION, section.number(), section.title(), section.text()))
        .toList();
  }
}
