package io.medley.content.metadata;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key fields as an XMP packet (ISO 16684-1): Dublin Core, PRISM with its usage rights, rights
 * management, and Medley's own names for what these do not know. What leaves the house inside a
 * file says which approval it belongs to and until when.
 */
final class Xmp {

  static final String MEDLEY = "https://medley.io/ns/asset/1.0/";

  private Xmp() {}

  /** The packet, with its processing instructions, in UTF-8 characters. */
  static String packet(MetadataDocument document) {
    StringBuilder xml = new StringBuilder(4096);
    xml.append("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    xml.append(
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about=""
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:prism="http://prismstandard.org/namespaces/basic/3.0/"
            xmlns:pur="http://prismstandard.org/namespaces/prismusagerights/3.0/"
            xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
            xmlns:xmp="http://ns.adobe.com/xap/1.0/"
            xmlns:medley="%s">
        """
            .formatted(MEDLEY));
    MetadataDocument.Identity identity = document.identity();
    MetadataDocument.Validity validity = document.validity();
    alternative(xml, "dc:title", identity.title());
    simple(xml, "dc:identifier", "urn:uuid:" + identity.versionId());
    simple(xml, "dc:format", document.kind().format());
    bag(xml, "dc:language", List.of(document.market().language()));
    bag(xml, "dc:type", List.of(document.kind().materialType()));
    bag(
        xml,
        "dc:subject",
        document.product().indications().stream().map(MetadataDocument.Indication::name).toList());
    sequence(xml, "dc:creator", List.of(document.operations().owner()));
    bag(
        xml,
        "dc:relation",
        document.identity().masterId() == null
            ? List.of()
            : List.of("urn:uuid:" + document.identity().masterId()));
    simple(xml, "dc:coverage", String.join(", ", document.market().countries()));
    simple(xml, "prism:versionIdentifier", identity.version());
    simple(xml, "prism:productCode", identity.jobCode());
    simple(xml, "prism:expirationDate", day(validity.validTo()));
    simple(xml, "pur:expirationDate", day(validity.validTo()));
    simple(xml, "pur:optionEndDate", day(validity.validTo()));
    simple(xml, "xmpRights:Marked", "True");
    alternative(
        xml,
        "xmpRights:UsageTerms",
        String.join(
            "; ",
            document.rights().imageRights().stream()
                .map(
                    right ->
                        "%s: %s, %s%s"
                            .formatted(
                                right.image(),
                                right.licensor(),
                                String.join(" ", right.territories()),
                                right.end() == null ? "" : " until " + right.end()))
                .toList()));
    simple(xml, "medley:assetId", identity.assetId().toString());
    simple(xml, "medley:versionId", identity.versionId().toString());
    simple(xml, "medley:jobCode", identity.jobCode());
    simple(xml, "medley:contentHash", identity.contentHash());
    simple(xml, "medley:metadataHash", text(identity.metadataHash()));
    simple(xml, "medley:state", validity.status());
    simple(xml, "medley:validFrom", day(validity.validFrom()));
    simple(xml, "medley:validTo", day(validity.validTo()));
    simple(xml, "medley:brand", document.product().brandName());
    bag(xml, "medley:inn", document.product().inn());
    bag(xml, "medley:market", document.market().countries());
    bag(xml, "medley:channel", document.kind().channels());
    bag(xml, "medley:audience", document.audience().audiences());
    simple(xml, "medley:purpose", document.kind().purpose());
    bag(
        xml,
        "medley:signature",
        document.review().lanes().stream()
            .filter(lane -> lane.signatureId() != null)
            .map(lane -> lane.lane() + " " + lane.verdict() + " " + lane.signatureId())
            .toList());
    xml.append("  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    return xml.toString();
  }

  private static void simple(StringBuilder xml, String name, String value) {
    if (!value.isEmpty()) {
      xml.append("   <").append(name).append('>').append(escape(value));
      xml.append("</").append(name).append(">\n");
    }
  }

  private static void alternative(StringBuilder xml, String name, String value) {
    if (!value.isEmpty()) {
      xml.append("   <").append(name).append("><rdf:Alt><rdf:li xml:lang=\"x-default\">");
      xml.append(escape(value)).append("</rdf:li></rdf:Alt></").append(name).append(">\n");
    }
  }

  private static void bag(StringBuilder xml, String name, List<String> values) {
    list(xml, name, "rdf:Bag", values);
  }

  private static void sequence(StringBuilder xml, String name, List<String> values) {
    list(xml, name, "rdf:Seq", values);
  }

  private static void list(StringBuilder xml, String name, String kind, List<String> values) {
    List<String> told = values.stream().filter(value -> !value.isEmpty()).toList();
    if (!told.isEmpty()) {
      xml.append("   <").append(name).append("><").append(kind).append('>');
      told.forEach(value -> xml.append("<rdf:li>").append(escape(value)).append("</rdf:li>"));
      xml.append("</").append(kind).append("></").append(name).append(">\n");
    }
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** Characters that XML forbids altogether are left out. */
  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder(value.length());
    value
        .codePoints()
        .filter(
            c ->
                c == 0x9
                    || c == 0xA
                    || c == 0xD
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000)
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
