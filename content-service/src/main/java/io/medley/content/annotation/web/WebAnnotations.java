package io.medley.content.annotation.web;

import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.AnnotationTarget.PageBox;
import io.medley.content.annotation.AnnotationTarget.TextSpan;
import io.medley.content.annotation.AnnotationTarget.TimeSpan;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.annotation.Placement;
import io.medley.content.asset.AssetVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Annotations as JSON-LD of the W3C Web Annotation Data Model (Recommendation of 23 February 2017).
 * Selectors of one target are alternatives: each names the same words. What the model has no word
 * for is in a vocabulary of ours.
 */
final class WebAnnotations {

  /** The profile's media type (Web Annotation Protocol, section 3.2.2). */
  static final String MEDIA_TYPE =
      "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"";

  private static final String CONTEXT = "http://www.w3.org/ns/anno.jsonld";
  private static final Map<String, Object> OURS =
      Map.of(
          "medley", "tag:medley.io,2026:annotation:",
          "lane", "medley:lane",
          "kind", "medley:kind",
          "category", "medley:category",
          "state", "medley:state",
          "owner", "medley:owner",
          "placement", "medley:placement");
  private static final String PDF_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3778";
  private static final String MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/";

  private WebAnnotations() {}

  /** All of a version, replies among them, as a collection with its one page. */
  static Map<String, Object> collection(AssetVersion version, List<PlacedAnnotation> annotations) {
    List<Object> items = new ArrayList<>();
    for (PlacedAnnotation placed : annotations) {
      items.add(annotation(version, placed));
      placed.annotation().replies().forEach(reply -> items.add(reply(placed.annotation(), reply)));
    }
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("type", "AnnotationPage");
    page.put("startIndex", 0);
    page.put("items", items);
    Map<String, Object> collection = new LinkedHashMap<>();
    collection.put("@context", List.of(CONTEXT, OURS));
    collection.put("id", "/api/versions/" + version.id() + "/annotations");
    collection.put("type", "AnnotationCollection");
    collection.put("label", "Annotations of version " + version.number());
    collection.put("total", items.size());
    collection.put("first", page);
    return collection;
  }

  /** One annotation as a document of its own. */
  static Map<String, Object> document(AssetVersion version, PlacedAnnotation placed) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@context", List.of(CONTEXT, OURS));
    document.putAll(annotation(version, placed));
    return document;
  }

  private static Map<String, Object> annotation(AssetVersion version, PlacedAnnotation placed) {
    Annotation annotation = placed.annotation();
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", "urn:uuid:" + annotation.id());
    one.put("type", "Annotation");
    one.put("motivation", annotation.kind() == Annotation.Kind.MUST_FIX ? "editing" : "commenting");
    one.put("creator", person(annotation.author(), annotation.printedName()));
    one.put("created", annotation.writtenAt().toString());
    one.put("modified", annotation.changedAt().toString());
    one.put(
        "body",
        List.of(
            text(
                annotation.body(),
                annotation.kind() == Annotation.Kind.MUST_FIX ? "editing" : "commenting"),
            text(annotation.category().title(), "tagging")));
    one.put("target", target(version, placed));
    one.put("lane", annotation.lane().name());
    one.put("kind", annotation.kind().name());
    one.put("category", annotation.category().name());
    one.put("state", annotation.state().name());
    one.put("owner", annotation.owner());
    one.put("placement", placed.placement().how().name());
    return one;
  }

  private static Map<String, Object> reply(Annotation to, Annotation.Reply reply) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", "urn:uuid:" + reply.id());
    one.put("type", "Annotation");
    one.put("motivation", "replying");
    one.put("creator", person(reply.author(), reply.printedName()));
    one.put("created", reply.writtenAt().toString());
    one.put("body", text(reply.body(), "replying"));
    one.put("target", "urn:uuid:" + to.id());
    return one;
  }

  private static Map<String, Object> person(String id, String name) {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("id", "tag:medley.io,2026:person:" + id);
    person.put("type", "Person");
    person.put("name", name);
    person.put("nickname", id);
    return person;
  }

  private static Map<String, Object> text(String value, String purpose) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "TextualBody");
    body.put("value", value);
    body.put("format", "text/plain");
    body.put("purpose", purpose);
    return body;
  }

  private static Object target(AssetVersion version, PlacedAnnotation placed) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("source", "/api/versions/" + version.id() + "/file");
    List<Object> selectors = selectors(version, placed);
    if (selectors.isEmpty()) {
      return target.get("source");
    }
    target.put("type", "SpecificResource");
    target.put("selector", selectors.size() == 1 ? selectors.getFirst() : selectors);
    return target;
  }

  private static List<Object> selectors(AssetVersion version, PlacedAnnotation placed) {
    Annotation annotation = placed.annotation();
    Placement place = placed.placement();
    List<Object> selectors = new ArrayList<>();
    TimeSpan time = annotation.target().time();
    if (time != null) {
      selectors.add(
          fragment(
              "t=%s,%s".formatted(seconds(time.from()), seconds(time.to())),
              MEDIA_FRAGMENTS,
              null));
    }
    Integer section = place.section();
    if (section == null) {
      return selectors;
    }
    boolean pdf = version.format().equals("application/pdf");
    String page = (pdf ? "page=" : "section=") + section;
    String standard = pdf ? PDF_FRAGMENTS : null;
    Integer start = place.start();
    Integer end = place.end();
    if (start != null && end != null) {
      TextSpan original = annotation.target().text();
      Map<String, Object> quote = new LinkedHashMap<>();
      quote.put("type", "TextQuoteSelector");
      quote.put("exact", place.words());
      if (original != null && !placed.broughtForward()) {
        quote.put("prefix", original.prefix());
        quote.put("suffix", original.suffix());
      }
      Map<String, Object> position = new LinkedHashMap<>();
      position.put("type", "TextPositionSelector");
      position.put("start", start);
      position.put("end", end);
      selectors.add(fragment(page, standard, quote));
      selectors.add(fragment(page, standard, position));
    }
    PageBox box = annotation.target().box();
    if (box != null) {
      selectors.add(
          fragment(
              page,
              standard,
              fragment(
                  String.format(
                      Locale.ROOT,
                      "xywh=percent:%.2f,%.2f,%.2f,%.2f",
                      100 * box.x(),
                      100 * box.y(),
                      100 * box.width(),
                      100 * box.height()),
                  MEDIA_FRAGMENTS,
                  null)));
    }
    if (selectors.isEmpty()) {
      selectors.add(fragment(page, standard, null));
    }
    return selectors;
  }

  private static Map<String, Object> fragment(
      String value, @Nullable String standard, @Nullable Object refinedBy) {
    Map<String, Object> fragment = new LinkedHashMap<>();
    fragment.put("type", "FragmentSelector");
    if (standard != null) {
      fragment.put("conformsTo", standard);
    }
    fragment.put("value", value);
    if (refinedBy != null) {
      fragment.put("refinedBy", refinedBy);
    }
    return fragment;
  }

  private static String seconds(long milliseconds) {
    return BigDecimal.valueOf(milliseconds, 3).stripTrailingZeros().toPlainString();
  }
}
