package io.medley.content.upload;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way in.
 *
 * @param agency of the sender; empty for people of the company
 * @param owner person id of the sender; nobody else may see or continue it
 * @param ownerName as printed in the audit
 * @param size of the whole file in bytes
 * @param received bytes that are durable, counted from the beginning
 * @param asset whose next version the file is to be; {@code null} for a new asset
 * @param bulk the import it belongs to
 * @param archive whether it is a zip of that import's files, and not a piece
 * @param sha256 of its bytes in hex, if it was taken as they came; known only once all are there
 * @param version what it became
 * @param sameContentAs an earlier version of the same agency with the same bytes
 * @param reason code of the refusal
 * @param message why it was refused and how to mend it
 * @param expiresAt when an upload that nobody continues is given up
 */
public record Upload(
    UploadId id,
    String agency,
    String owner,
    String ownerName,
    String fileName,
    long size,
    long received,
    @Nullable AssetId asset,
    @Nullable ImportId bulk,
    boolean archive,
    UploadState state,
    @Nullable String sha256,
    @Nullable VersionId version,
    @Nullable VersionId sameContentAs,
    @Nullable String reason,
    @Nullable String message,
    Instant createdAt,
    Instant expiresAt) {}
