package io.medley.campaign.channel;

import java.util.UUID;

/**
 * An approved piece with its bytes.
 *
 * @param versionId the version
 * @param contentHash SHA-256 of the bytes as it was signed
 * @param title title of the piece; the subject if the piece has none of its own
 * @param bytes verified against the hash
 */
// Never compared: the bytes are carried from one call to the next.
@SuppressWarnings("ArrayRecordComponent")
public record ApprovedPiece(UUID versionId, String contentHash, String title, byte[] bytes) {}
