package io.medley.content.review;

import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.MetadataHash;
import io.medley.content.asset.TextSection;
import io.medley.content.extraction.ExtractedFile;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Measures in what two versions of a piece differ. */
@Component
class ChangeMeasuring {

  private static final Pattern PICTURE =
      Pattern.compile("(?:src|href|srcset)\\s*=\\s*[\"'](data:[^\"']+)[\"']|url\\((data:[^)]+)\\)");

  private static final Pattern STYLE =
      Pattern.compile(
          "\\sstyle\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')|<style[^>]*>(.*?)</style",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final AssetText texts;
  private final ConcernRules rules;

  ChangeMeasuring(AssetText texts, ConcernRules rules) {
    this.texts = texts;
    this.rules = rules;
  }

  VersionChanges between(AssetVersion before, AssetVersion after) {
    if (before.contentHash().equals(after.contentHash())) {
      return new VersionChanges(
          List.of(), metadata(before, after), List.of(), List.of(), List.of());
    }
    return between(
        texts.sections(before.id()),
        texts.rendition(before.id()),
        texts.sections(after.id()),
        texts.rendition(after.id()),
        metadata(before, after));
  }

  /** What differs between two files whose bytes differ. */
  static VersionChanges between(
      List<TextSection> textBefore,
      ExtractedFile before,
      List<TextSection> textAfter,
      ExtractedFile after,
      Set<String> metadata) {
    VersionChanges measured =
        new VersionChanges(
            TextChanges.between(textBefore, textAfter),
            metadata,
            pictures(words(textBefore), before, words(textAfter), after),
            comeAndGone(
                before, after, file -> file.links().stream().map(ExtractedFile.Link::target)),
            comeAndGone(before, after, ChangeMeasuring::fields));
    boolean seenWhole = !before.pages().isEmpty() && !after.pages().isEmpty();
    return seenWhole || measured.inside()
        ? measured
        : measured.looking(List.of("The file is another one, and what changed is not measured"));
  }

  private static Stream<String> fields(ExtractedFile file) {
    return Stream.concat(
        file.details().fields().stream()
            .map(field -> "field “%s” (%s)".formatted(field.label(), field.kind())),
        file.details().trackers().stream().map(tracker -> "tells " + tracker.target()));
  }

  private Set<String> metadata(AssetVersion before, AssetVersion after) {
    Map<String, Object> one =
        MetadataHash.frozenFields(before.asset(), before.contentHash(), before.metadata());
    Map<String, Object> other =
        MetadataHash.frozenFields(after.asset(), after.contentHash(), after.metadata());
    Set<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    names.removeAll(rules.ignoredMetadata());
    names.removeIf(
        name ->
            CanonicalJson.text(orNothing(one.get(name)))
                .equals(CanonicalJson.text(orNothing(other.get(name)))));
    if (!isBefore(after.metadata().validFrom(), before.metadata().validFrom())) {
      names.remove("validFrom");
    }
    if (!isBefore(before.metadata().validTo(), after.metadata().validTo())) {
      names.remove("validTo");
    }
    return names;
  }

  /** A day that nobody gave is no limit: it is neither earlier nor later than itself. */
  private static boolean isBefore(@Nullable LocalDate one, @Nullable LocalDate other) {
    return (one == null || other == null) ? !Objects.equals(one, other) : one.isBefore(other);
  }

  private static Object orNothing(@Nullable Object value) {
    return value == null ? "" : value;
  }

  /**
   * A page with the same words but another image looks different; mark-up carries its pictures and
   * styles inside; a film is looked at as a whole.
   */
  private static List<String> pictures(
      Map<Integer, String> wordsBefore,
      ExtractedFile one,
      Map<Integer, String> wordsAfter,
      ExtractedFile other) {
    List<String> differences = new ArrayList<>();
    Map<Integer, String> imagesAfter =
        other.pages().stream()
            .collect(
                Collectors.toMap(
                    ExtractedFile.PageImage::number, ExtractedFile.PageImage::file, (a, b) -> a));
    for (ExtractedFile.PageImage page : one.pages()) {
      String image = imagesAfter.get(page.number());
      boolean sameWords =
          wordsBefore
              .getOrDefault(page.number(), "")
              .equals(wordsAfter.getOrDefault(page.number(), ""));
      if (image != null && sameWords && !image.equals(page.file())) {
        differences.add("Page " + page.number() + " has the same words and looks different");
      }
    }
    Set<String> inside = inside(one.html());
    Set<String> insideAfter = inside(other.html());
    if (!inside.equals(insideAfter)) {
      differences.add("A picture of the piece came or went");
    }
    if (!styles(one.html()).equals(styles(other.html()))) {
      differences.add("The styles of the piece changed");
    }
    if (one.format().startsWith("video/") || other.format().startsWith("video/")) {
      differences.add("The film is another one");
    }
    if (!parts(one).equals(parts(other))) {
      differences.add("A file inside the piece came, went or changed");
    }
    if (!media(one, wordsBefore, wordsAfter).equals(media(other, wordsBefore, wordsAfter))) {
      differences.add("A picture or chart inside the piece is another one, or stands elsewhere");
    }
    return differences;
  }

  /**
   * Pictures by their bytes, in the order they are shown. A page that says the same is compared as
   * it looks: there, the same picture saved anew is no change.
   */
  private static List<String> media(
      ExtractedFile file, Map<Integer, String> before, Map<Integer, String> after) {
    return file.details().media().stream()
        .filter(
            shown ->
                shown.section() == 0
                    || !before
                        .getOrDefault(shown.section(), "")
                        .equals(after.getOrDefault(shown.section(), "")))
        .map(shown -> shown.part() + " " + shown.sha256())
        .toList();
  }

  private static Map<Integer, String> words(List<TextSection> sections) {
    return sections.stream()
        .collect(
            Collectors.toMap(
                TextSection::number,
                section -> TextLikeness.norm(section.text()),
                (a, b) -> a + b));
  }

  private static Set<String> inside(String html) {
    return PICTURE
        .matcher(html)
        .results()
        .map(found -> String.valueOf(found.group(1)) + found.group(2))
        .map(data -> Sha256.hex(data.getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** How mark-up looks: the styles it declares, wherever they stand and however often. */
  private static Set<String> styles(String html) {
    return STYLE
        .matcher(html)
        .results()
        .map(found -> String.valueOf(found.group(1)) + found.group(2) + found.group(3))
        .map(style -> style.replaceAll("\\s+", " ").strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> parts(ExtractedFile file) {
    return file.details().parts().stream()
        .filter(
            part -> part.mediaType().startsWith("image/") || part.mediaType().startsWith("video/"))
        .map(part -> part.sha256())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> comeAndGone(
      ExtractedFile one, ExtractedFile other, Function<ExtractedFile, Stream<String>> of) {
    Set<String> before = of.apply(one).collect(Collectors.toCollection(TreeSet::new));
    Set<String> after = of.apply(other).collect(Collectors.toCollection(TreeSet::new));
    List<String> differences = new ArrayList<>();
    before.stream().filter(it -> !after.contains(it)).forEach(it -> differences.add("− " + it));
    after.stream().filter(it -> !before.contains(it)).forEach(it -> differences.add("+ " + it));
    return differences;
  }
}
