package io.medley.platform.bundle;

import java.util.List;
import java.util.Map;

/**
 * Outcome of checking a bundle.
 *
 * @param subject what the bundle says it is about; empty if that cannot be read
 * @param files how many files the manifest names
 * @param signatures one sentence per person's signature that holds
 * @param auditEntries entries of the audit whose proof holds or fails
 * @param keys ids of the keys the bundle brings, each the first half of the key's SHA-256
 * @param findings what does not hold; empty if everything does
 */
public record BundleReport(
    Map<String, String> subject,
    int files,
    List<String> signatures,
    int auditEntries,
    List<String> keys,
    List<Finding> findings) {

  public BundleReport {
    subject = Map.copyOf(subject);
    signatures = List.copyOf(signatures);
    keys = List.copyOf(keys);
    findings = List.copyOf(findings);
  }

  /** One thing that does not hold, and where. */
  public record Finding(String place, String explanation) {}

  /** True if nothing was found. */
  public boolean verified() {
    return findings.isEmpty();
  }
}
