package io.medley.content.comparison.web;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.comparison.Comparing;
import io.medley.content.comparison.PictureComparison;
import io.medley.content.comparison.TextComparison;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * What changed between two versions: the words side by side, the pages with what changed framed.
 */
@Controller
class ComparisonController {

  private final Comparing comparing;
  private final AssetVersions versions;
  private final AssetText texts;
  private final CurrentActor actor;

  ComparisonController(
      Comparing comparing, AssetVersions versions, AssetText texts, CurrentActor actor) {
    this.comparing = comparing;
    this.versions = versions;
    this.texts = texts;
    this.actor = actor;
  }

  /** A pair of sections as the page shows it; {@code picture} is empty if it has none. */
  record Row(String label, TextComparison.Pair pair, String picture) {}

  /** The comparison as the API answers it. */
  record Body(
      UUID before,
      UUID after,
      boolean sameBytes,
      int words,
      int removed,
      int added,
      List<TextComparison.Pair> sections,
      List<Page> pages) {}

  /** What changed on one page. */
  record Page(int before, int after, double share, int regions) {}

  @GetMapping("/assets/versions/{before}/diff/{after}")
  String page(
      @PathVariable UUID before,
      @PathVariable UUID after,
      @RequestParam(defaultValue = "false") boolean all,
      Model model) {
    Actor person = actor.require();
    Comparing.Compared compared =
        comparing.words(new VersionId(before), new VersionId(after), person);
    List<Row> rows =
        compared.text().pairs().stream()
            .filter(pair -> all || pair.changed())
            .map(pair -> row(before, after, pair))
            .toList();
    model.addAttribute("compared", compared);
    model.addAttribute("rows", rows);
    model.addAttribute("all", all);
    model.addAttribute(
        "others",
        versions.ofAsset(compared.after().asset()).stream()
            .filter(other -> visible(other, person))
            .toList());
    return "comparison/versions";
  }

  @GetMapping("/api/versions/{before}/diff/{after}")
  @ResponseBody
  Body compare(@PathVariable UUID before, @PathVariable UUID after) {
    Actor person = actor.require();
    VersionId one = new VersionId(before);
    VersionId other = new VersionId(after);
    Comparing.Compared compared = comparing.words(one, other, person);
    List<Page> pages = new ArrayList<>();
    for (TextComparison.Pair pair : compared.text().pairs()) {
      if (pair.before() != null && pair.after() != null) {
        int left = Objects.requireNonNull(pair.before());
        int right = Objects.requireNonNull(pair.after());
        comparing
            .pages(one, left, other, right, person)
            .ifPresent(
                found -> pages.add(new Page(left, right, found.share(), found.regions().size())));
      }
    }
    return new Body(
        before,
        after,
        compared.sameBytes(),
        compared.text().words(),
        compared.text().removed(),
        compared.text().added(),
        compared.text().pairs(),
        pages);
  }

  @GetMapping({
    "/assets/versions/{before}/diff/{after}/pages/{pageBefore}-{pageAfter}.png",
    "/api/versions/{before}/diff/{after}/pages/{pageBefore}-{pageAfter}.png"
  })
  ResponseEntity<byte[]> picture(
      @PathVariable UUID before,
      @PathVariable UUID after,
      @PathVariable int pageBefore,
      @PathVariable int pageAfter) {
    PictureComparison.Result found =
        comparing
            .pages(
                new VersionId(before), pageBefore, new VersionId(after), pageAfter, actor.require())
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(new VersionId(after)));
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(found.picture(), "png", bytes);
      return ResponseEntity.ok()
          .contentType(MediaType.IMAGE_PNG)
          .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
          .body(bytes.toByteArray());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Row row(UUID before, UUID after, TextComparison.Pair pair) {
    String label =
        pair.before() == null
            ? "Page %d is new".formatted(pair.after())
            : pair.after() == null
                ? "Page %d is gone".formatted(pair.before())
                : pair.before().equals(pair.after())
                    ? "Page %d".formatted(pair.after())
                    : "Page %d, before page %d".formatted(pair.after(), pair.before());
    boolean pictured =
        pair.before() != null
            && pair.after() != null
            && numbers(before).contains(pair.before())
            && numbers(after).contains(pair.after());
    return new Row(
        label,
        pair,
        pictured
            ? "/assets/versions/%s/diff/%s/pages/%d-%d.png"
                .formatted(before, after, pair.before(), pair.after())
            : "");
  }

  private Set<Integer> numbers(UUID version) {
    return texts.rendition(new VersionId(version)).pages().stream()
        .map(image -> image.number())
        .collect(Collectors.toSet());
  }

  private boolean visible(AssetVersion other, Actor person) {
    try {
      versions.requireVisible(other.id(), person);
      return true;
    } catch (AssetRefusal.VersionUnknown notForThem) {
      return false;
    }
  }
}
