package io.medley.content.asset;

import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Section;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class VersionText implements AssetText {

  private final StoredVersions versions;
  private final Renditions renditions;

  VersionText(StoredVersions versions, Renditions renditions) {
    this.versions = versions;
    this.renditions = renditions;
  }

  @Override
  public List<TextSection> sections(VersionId id) {
    return sections(rendition(id));
  }

  @Override
  public ExtractedFile rendition(VersionId id) {
    AssetVersion version =
        versions
            .find(id)
            .map(StoredVersion::version)
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(id));
    return renditions
        .find(version.contentHash())
        .orElseThrow(
            () -> new IllegalStateException("Nothing was kept of " + version.contentHash()));
  }

  static List<TextSection> sections(ExtractedFile file) {
    return file.sections().stream().map(VersionText::section).toList();
  }

  private static TextSection section(Section section) {
    TextSection.Kind kind =
        switch (section.kind()) {
          case PAGE -> TextSection.Kind.PAGE;
          case SLIDE -> TextSection.Kind.SLIDE;
          case SECTION -> TextSection.Kind.SECTION;
        };
    return new TextSection(kind, section.number(), section.title(), section.text());
  }
}
