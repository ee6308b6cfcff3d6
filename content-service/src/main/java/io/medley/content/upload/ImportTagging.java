package io.medley.content.upload;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.Tagging;
import io.medley.content.asset.Tags;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Confirms the tags a table gives for the versions its files became. */
@Service
class ImportTagging {

  private static final Logger LOG = LoggerFactory.getLogger(ImportTagging.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Imports imports;
  private final Uploads uploads;
  private final Tagging tagging;
  private final AssetVersions versions;

  ImportTagging(Imports imports, Uploads uploads, Tagging tagging, AssetVersions versions) {
    this.imports = imports;
    this.uploads = uploads;
    this.tagging = tagging;
    this.versions = versions;
  }

  /** Looks at the tags of the row this upload belongs to, once. */
  void tag(UploadId id) {
    imports.untagged(id).ifPresent(row -> tag(row, uploads.find(id).orElseThrow()));
  }

  /** Rows that a killed process left between version and tags. */
  void catchUp() {
    imports.untagged(100).forEach(this::tag);
  }

  private void tag(Imports.Untagged row, Upload upload) {
    Actor by =
        new Actor(
            upload.owner(),
            upload.ownerName(),
            Set.of(),
            upload.agency().isEmpty() ? null : upload.agency());
    if (row.tags().isEmpty()) {
      imports.tagged(row.bulk(), row.row(), false, List.of("The table gives no tags."));
      return;
    }
    try {
      AssetVersion version = versions.require(row.version());
      tagging.confirm(
          version.id(), version.rowVersion(), JSON.convertValue(row.tags(), Tags.class), by);
      imports.tagged(row.bulk(), row.row(), true, List.of());
    } catch (AssetRefusal.MetadataIncomplete incomplete) {
      imports.tagged(
          row.bulk(),
          row.row(),
          false,
          incomplete.lacks().stream().map(lack -> lack.field() + ": " + lack.message()).toList());
    } catch (AssetRefusal.EditConflict | AssetRefusal.Frozen somebodyWasFaster) {
      imports.tagged(row.bulk(), row.row(), true, List.of());
    } catch (Refusal | JacksonException refused) {
      LOG.info("Tags of row {} of {}: {}", row.row(), row.bulk(), refused.getMessage());
      imports.tagged(row.bulk(), row.row(), false, List.of(String.valueOf(refused.getMessage())));
    }
  }
}
