package io.medley.content.metadata;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The metadata document in other systems' words. Names with nothing to say are left out. */
public final class MetadataExport {

  private MetadataExport() {}

  /** schema.org, as JSON-LD. */
  public static Map<String, Object> schemaOrg(MetadataDocument document) {
    MetadataDocument.Identity identity = document.identity();
    Map<String, Object> thing = new LinkedHashMap<>();
    thing.put("@context", "https://schema.org");
    thing.put("@type", "CreativeWork");
    thing.put("@id", urn(identity.versionId()));
    put(thing, "name", identity.title());
    put(thing, "identifier", identity.jobCode());
    put(thing, "version", identity.version());
    put(thing, "encodingFormat", document.kind().format());
    put(thing, "genre", document.kind().materialType());
    put(thing, "additionalType", document.kind().subtype());
    put(thing, "description", String.join("; ", document.message().keyMessages()));
    put(thing, "inLanguage", document.market().language());
    put(thing, "sha256", identity.contentHash());
    put(thing, "creator", typed("Person", "identifier", document.operations().author()));
    put(
        thing,
        "publisher",
        document.operations().agencyId().isEmpty()
            ? ""
            : typed("Organization", "identifier", document.operations().agencyId()));
    put(
        thing,
        "contributor",
        document.review().lanes().stream()
            .map(MetadataDocument.Lane::printedName)
            .filter(Objects::nonNull)
            .map(name -> typed("Person", "name", name))
            .toList());
    put(thing, "dateCreated", document.operations().createdAt().toString());
    put(thing, "dateModified", document.operations().changedAt().toString());
    put(thing, "temporalCoverage", interval(document.validity()));
    put(thing, "expires", day(document.validity().validTo()));
    put(thing, "creativeWorkStatus", document.validity().status());
    put(
        thing,
        "spatialCoverage",
        document.market().countries().stream()
            .map(country -> typed("Country", "identifier", country))
            .toList());
    put(
        thing,
        "audience",
        Stream.of(
                document.audience().audiences(),
                document.audience().specialties(),
                document.audience().segments())
            .flatMap(List::stream)
            .map(audience -> typed("Audience", "audienceType", audience))
            .toList());
    put(
        thing,
        "about",
        Stream.concat(
                document.product().inn().stream()
                    .map(
                        inn ->
                            Map.<String, Object>of(
                                "@type",
                                "Drug",
                                "name",
                                document.product().brandName(),
                                "nonProprietaryName",
                                inn)),
                document.product().indications().stream().map(MetadataExport::condition))
            .toList());
    put(thing, "keywords", subjects(document));
    put(
        thing,
        "hasPart",
        identity.moduleIds().stream()
            .map(module -> typed("CreativeWork", "identifier", module))
            .toList());
    put(
        thing,
        "copyrightHolder",
        document.rights().imageRights().stream()
            .map(right -> typed("Organization", "name", right.licensor()))
            .distinct()
            .toList());
    put(thing, "isBasedOn", relations(identity));
    put(
        thing,
        "citation",
        Stream.concat(
                document.message().references().stream()
                    .map(MetadataDocument.Reference::citation)
                    .map(words -> typed("CreativeWork", "name", words)),
                document.message().claims().stream()
                    .filter(claim -> !claim.claimId().isEmpty())
                    .map(claim -> claim.claimId() + "@" + claim.claimVersion())
                    .distinct()
                    .map(claim -> typed("Claim", "identifier", claim)))
            .toList());
    return thing;
  }

  /** The fifteen elements of Dublin Core. */
  public static Map<String, Object> dublinCore(MetadataDocument document) {
    MetadataDocument.Identity identity = document.identity();
    Map<String, Object> elements = new LinkedHashMap<>();
    put(elements, "dc:title", identity.title());
    put(
        elements,
        "dc:identifier",
        Stream.of(urn(identity.versionId()), identity.jobCode())
            .filter(value -> !value.isEmpty())
            .toList());
    put(elements, "dc:type", document.kind().materialType());
    put(elements, "dc:format", document.kind().format());
    put(elements, "dc:language", document.market().language());
    put(elements, "dc:coverage", document.market().countries());
    put(elements, "dc:creator", document.operations().owner());
    put(
        elements,
        "dc:contributor",
        document.review().lanes().stream()
            .map(MetadataDocument.Lane::printedName)
            .filter(Objects::nonNull)
            .toList());
    put(elements, "dc:date", document.operations().createdAt().toString());
    put(
        elements,
        "dc:subject",
        Stream.concat(
                document.product().indications().stream()
                    .flatMap(
                        indication ->
                            Stream.of(
                                indication.name(),
                                indication.icd10() == null ? "" : "ICD-10 " + indication.icd10())),
                subjects(document).stream())
            .filter(subject -> !subject.isEmpty())
            .toList());
    put(elements, "dc:description", String.join("; ", document.message().keyMessages()));
    put(elements, "dc:publisher", document.operations().agencyId());
    put(
        elements,
        "dc:relation",
        Stream.concat(
                relations(identity).stream(),
                identity.moduleIds().stream().map(module -> "urn:medley:module:" + module))
            .toList());
    put(
        elements,
        "dc:source",
        identity.basedOn() == null ? "" : urn(Objects.requireNonNull(identity.basedOn())));
    put(
        elements,
        "dc:rights",
        document.rights().imageRights().stream()
            .map(right -> right.image() + ": " + right.licensor())
            .toList());
    put(
        elements,
        "dcterms:audience",
        Stream.of(
                document.audience().audiences(),
                document.audience().specialties(),
                document.audience().segments())
            .flatMap(List::stream)
            .toList());
    put(
        elements,
        "dcterms:references",
        document.message().references().stream()
            .map(MetadataDocument.Reference::citation)
            .toList());
    put(elements, "dcterms:valid", interval(document.validity()));
    return elements;
  }

  /** PRISM 3.0 with its usage rights. */
  public static Map<String, Object> prism(MetadataDocument document) {
    MetadataDocument.Identity identity = document.identity();
    Map<String, Object> elements = new LinkedHashMap<>();
    put(elements, "dc:title", identity.title());
    put(elements, "dc:identifier", urn(identity.versionId()));
    put(elements, "prism:productCode", identity.jobCode());
    put(elements, "prism:versionIdentifier", identity.version());
    put(elements, "prism:contentType", document.kind().materialType());
    put(elements, "prism:platform", document.kind().channels());
    put(elements, "prism:location", document.market().countries());
    put(elements, "prism:creationDate", document.operations().createdAt().toString());
    put(elements, "prism:modificationDate", document.operations().changedAt().toString());
    put(elements, "prism:onSaleDate", day(document.validity().validFrom()));
    put(elements, "prism:expirationDate", day(document.validity().validTo()));
    put(elements, "prism:keyword", subjects(document));
    put(elements, "prism:genre", document.kind().subtype());
    put(
        elements,
        "dcterms:references",
        document.message().references().stream()
            .map(MetadataDocument.Reference::citation)
            .toList());
    put(elements, "pur:optionEndDate", rightsEnd(document));
    put(
        elements,
        "prism:isVersionOf",
        identity.variantOf() == null ? "" : urn(Objects.requireNonNull(identity.variantOf())));
    put(
        elements,
        "prism:isTranslationOf",
        identity.masterId() == null ? "" : urn(Objects.requireNonNull(identity.masterId())));
    put(elements, "pur:expirationDate", day(document.validity().validTo()));
    put(
        elements,
        "pur:rightsAgent",
        document.rights().imageRights().stream()
            .map(right -> right.licensor())
            .distinct()
            .toList());
    return elements;
  }

  /** What the message is about, in the vocabulary's codes. */
  private static List<String> subjects(MetadataDocument document) {
    MetadataDocument.Message message = document.message();
    return Stream.concat(
            message.keyMessageIds().stream(),
            Stream.of(message.tone(), message.callToAction(), message.intent()))
        .filter(subject -> !subject.isEmpty())
        .toList();
  }

  private static Map<String, Object> condition(MetadataDocument.Indication indication) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("@type", "MedicalCondition");
    condition.put("name", indication.name());
    if (indication.icd10() != null) {
      condition.put(
          "code",
          Map.of(
              "@type", "MedicalCode", "codingSystem", "ICD-10", "codeValue", indication.icd10()));
    }
    return condition;
  }

  private static Map<String, Object> typed(String type, String name, String value) {
    return Map.of("@type", type, name, value);
  }

  private static List<String> relations(MetadataDocument.Identity identity) {
    List<String> relations = new ArrayList<>();
    for (UUID id : new UUID[] {identity.basedOn(), identity.masterId(), identity.variantOf()}) {
      if (id != null) {
        relations.add(urn(id));
      }
    }
    return relations;
  }

  /** The day on which the first of its licences for pictures ends. */
  private static String rightsEnd(MetadataDocument document) {
    return document.rights().imageRights().stream()
        .map(right -> right.end())
        .filter(Objects::nonNull)
        .min(LocalDate::compareTo)
        .map(LocalDate::toString)
        .orElse("");
  }

  private static String interval(MetadataDocument.Validity validity) {
    return validity.validFrom() == null ? "" : validity.validFrom() + "/" + day(validity.validTo());
  }

  private static String urn(UUID id) {
    return "urn:uuid:" + id;
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }

  private static void put(Map<String, Object> elements, String name, Object value) {
    boolean empty =
        value instanceof String text ? text.isEmpty() : value instanceof List<?> l && l.isEmpty();
    if (!empty) {
      elements.put(name, value);
    }
  }
}
