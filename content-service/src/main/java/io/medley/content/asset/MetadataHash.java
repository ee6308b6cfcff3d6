package io.medley.content.asset;

import io.medley.platform.signing.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The hash a signature binds beside the content's: SHA-256 over RFC 8785 JSON of the fields that
 * must not change under a signature. What is derived later, counted or merely descriptive stays
 * outside.
 */
public final class MetadataHash {

  private MetadataHash() {}

  /** Lower-case hex. */
  public static String of(AssetId asset, String contentHash, AssetMetadata metadata) {
    return CanonicalJson.sha256(frozenFields(asset, contentHash, metadata));
  }

  /** The frozen fields by name, as they are hashed and as a signing page shows them. */
  public static Map<String, Object> frozenFields(
      AssetId asset, String contentHash, AssetMetadata metadata) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("assetId", asset.toString());
    fields.put("contentHash", contentHash);
    fields.put("title", metadata.title());
    fields.put("jobCode", metadata.jobCode());
    fields.put("brandId", metadata.brandId());
    fields.put("indicationIds", metadata.indicationIds());
    fields.put("materialType", metadata.materialType());
    fields.put("purpose", metadata.purpose());
    fields.put("countries", metadata.countries());
    fields.put("language", metadata.language());
    fields.put("audiences", metadata.audiences());
    fields.put("channels", metadata.channels());
    fields.put("keyMessages", metadata.keyMessages());
    fields.put("labelVersions", metadata.labelVersions());
    fields.put("safetyTexts", metadata.safetyTexts());
    fields.put("validFrom", String.valueOf(metadata.validFrom()));
    fields.put("validTo", String.valueOf(metadata.validTo()));
    fields.put("references", metadata.references());
    // Only what is set: what was signed before these fields existed keeps its hash.
    metadata.details().frozen().forEach(fields::put);
    return fields;
  }
}
