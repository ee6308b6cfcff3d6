package io.medley.content.asset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of an asset as it is stored.
 *
 * @param number minor versions count drafts ({@code 0.1}); approval makes the next major ({@code
 *     1.0})
 * @param contentHash SHA-256 of the file's bytes, lower-case hex; also its address in the object
 *     store
 * @param format IANA media type, found from the content
 * @param fileName as the agency named it; for people only
 * @param metadata frozen from submission on
 * @param metadataHash SHA-256 over the frozen metadata ({@link MetadataHash}); {@code null} while a
 *     draft
 * @param agency whose work it is; empty for work of the house itself
 * @param author the person who brought the file in, never its approver
 * @param rowVersion rises with every change of the row
 */
public record AssetVersion(
    VersionId id,
    AssetId asset,
    String number,
    VersionState state,
    String contentHash,
    String format,
    String fileName,
    AssetMetadata metadata,
    @Nullable String metadataHash,
    String agency,
    String author,
    Instant createdAt,
    long rowVersion) {}
