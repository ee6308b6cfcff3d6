package io.medley.content.asset.web;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.Library;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.VersionId;
import io.medley.content.extraction.Details.Rendition;
import io.medley.content.extraction.Details.RenditionKind;
import io.medley.content.extraction.ExtractedFile;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What was made of a version's file once and is shown many times: thumbnails, smaller variants,
 * what was read, and video to play from any point. Each asks who is asking.
 */
@RestController
@RequestMapping({"/assets/versions/{id}", "/api/versions/{id}"})
class RenditionResource {

  private static final Set<String> PLAYABLE = Set.of("video/mp4", "text/vtt");

  private final Library library;
  private final AssetText texts;
  private final ObjectStore store;
  private final CurrentActor actor;

  RenditionResource(Library library, AssetText texts, ObjectStore store, CurrentActor actor) {
    this.library = library;
    this.texts = texts;
    this.store = store;
    this.actor = actor;
  }

  /** What was read from the file, places and looks and times included. */
  @GetMapping("/extraction")
  ExtractedFile extraction(@PathVariable UUID id) {
    return texts.rendition(visible(id).version().id());
  }

  @GetMapping("/pages/{number}/thumbnail.png")
  ResponseEntity<Resource> thumbnail(@PathVariable UUID id, @PathVariable int number)
      throws IOException {
    return image(
        id, rendition -> rendition.kind() == RenditionKind.THUMBNAIL && rendition.page() == number);
  }

  @GetMapping("/variants/{width}")
  ResponseEntity<Resource> variant(@PathVariable UUID id, @PathVariable int width)
      throws IOException {
    return image(
        id, rendition -> rendition.kind() == RenditionKind.VARIANT && rendition.width() == width);
  }

  /** The picture that stands for a video until it plays. */
  @GetMapping("/poster")
  ResponseEntity<Resource> poster(@PathVariable UUID id) throws IOException {
    return image(id, rendition -> rendition.kind() == RenditionKind.POSTER);
  }

  /** Subtitles inside a video as WebVTT, which browsers show over it. */
  @GetMapping(path = "/subtitles/{number}.vtt", produces = "text/vtt;charset=UTF-8")
  ResponseEntity<String> subtitles(@PathVariable UUID id, @PathVariable int number) {
    VersionId version = visible(id).version().id();
    ExtractedFile file = texts.rendition(version);
    String text =
        file.sections().stream()
            .filter(section -> section.number() == number)
            .map(ExtractedFile.Section::text)
            .findFirst()
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(version));
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "vtt", StandardCharsets.UTF_8))
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
        .body(
            WebVtt.of(
                text,
                file.details().cues().stream().filter(cue -> cue.section() == number).toList()));
  }

  /** Video and subtitles as they are, in any part that is asked for. */
  @GetMapping("/media")
  ResponseEntity<Resource> media(@PathVariable UUID id) {
    StoredVersion stored = visible(id);
    if (!PLAYABLE.contains(stored.version().format())) {
      throw new AssetRefusal.VersionUnknown(stored.version().id());
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(stored.version().format()))
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
        .body(new Stored(stored.version().contentHash(), stored.fileSize()));
  }

  private ResponseEntity<Resource> image(UUID id, Predicate<Rendition> wanted) throws IOException {
    VersionId version = visible(id).version().id();
    List<Rendition> renditions = texts.rendition(version).details().renditions();
    Rendition found =
        renditions.stream()
            .filter(wanted)
            .findFirst()
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(version));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(found.mediaType()))
        // They never change, but who may see them can.
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
        .body(new InputStreamResource(store.open(found.file())));
  }

  private StoredVersion visible(UUID id) {
    return library.open(new VersionId(id), actor.require());
  }

  /** Bytes of the store of which parts can be asked for. */
  private final class Stored extends AbstractResource {
    private final String sha256;
    private final long size;

    Stored(String sha256, long size) {
      this.sha256 = sha256;
      this.size = size;
    }

    @Override
    public String getDescription() {
      return "object " + sha256;
    }

    @Override
    public long contentLength() {
      return size;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return store.open(sha256);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
      return other instanceof Stored same && same.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
      return sha256.hashCode();
    }
  }
}
