package io.medley.campaign.touch;

/** The bytes of approved pieces. */
public interface ApprovedBytes {

  /**
   * The bytes with this hash: from this service's store, or from content-service and then kept.
   *
   * @return verified against the hash
   * @throws BytesUnavailable if they cannot be had
   */
  byte[] read(String sha256);

  /** The bytes cannot be had now. */
  final class BytesUnavailable extends RuntimeException {
    /** With the reason. */
    public BytesUnavailable(String message) {
      super(message);
    }

    /** With the failure. */
    public BytesUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
