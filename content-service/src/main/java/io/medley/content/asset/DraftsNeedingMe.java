package io.medley.content.asset;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Drafts that wait for their agency, and pieces that came back to it. */
@Component
class DraftsNeedingMe implements NeedsMe {

  private static final int MOST = 50;

  private final Library library;
  private final StoredVersions versions;
  private final Tagging tagging;
  private final Authorities authorities;

  DraftsNeedingMe(
      Library library, StoredVersions versions, Tagging tagging, Authorities authorities) {
    this.library = library;
    this.versions = versions;
    this.tagging = tagging;
    this.authorities = authorities;
  }

  @Override
  public List<Need> of(Actor actor) {
    if (authorities.markets(actor.id(), Authority.UPLOAD).isEmpty()) {
      return List.of();
    }
    Set<VersionState> waiting =
        EnumSet.of(VersionState.DRAFT, VersionState.REVISE, VersionState.CONDITIONS_OPEN);
    List<Need> needs = new ArrayList<>();
    for (StoredVersion stored :
        library.search(new LibraryQuery("", null, waiting, "", "", 0, MOST), actor).versions()) {
      AssetVersion version = stored.version();
      if (!versions.ofAsset(version.asset()).getFirst().version().id().equals(version.id())) {
        // Its agency went on: the newer version is what waits.
        continue;
      }
      String title =
          version.metadata().title().isEmpty() ? version.fileName() : version.metadata().title();
      String page = "/assets/versions/" + version.id();
      if (version.state() == VersionState.REVISE) {
        needs.add(
            new Need(
                title,
                "The reviewers returned it: see what they ask for and upload the next version.",
                "See what is asked",
                page,
                Urgency.DUE,
                stored.changedAt()));
      } else {
        int open = tagging.open(stored).size();
        needs.add(
            stored.confirmedBy() == null
                ? new Need(
                    title,
                    "Uploaded; its tags are suggested and wait for you.",
                    "Confirm tags",
                    page + "/tags",
                    Urgency.OPEN,
                    stored.changedAt())
                : open > 0
                    ? new Need(
                        title,
                        open + (open == 1 ? " tag is" : " tags are") + " still open.",
                        "Complete tags",
                        page + "/tags",
                        Urgency.OPEN,
                        stored.changedAt())
                    : new Need(
                        title,
                        "Tags are confirmed; it has not been submitted.",
                        "Check and submit",
                        page,
                        Urgency.OPEN,
                        stored.changedAt()));
      }
    }
    return needs;
  }
}
