package io.medley.content.product;

import io.medley.content.product.ProductMasterDocument.ApprovedClaim;
import io.medley.content.product.ProductMasterDocument.ApprovedGlyph;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Indication;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.ProductMasterDocument.Registration;
import io.medley.content.product.ProductRecords.Row;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.signing.CanonicalJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

@Service
class ProductMasterService implements ProductMaster {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ProductRecords records;
  private final AuditTrail audit;
  private final CitedWords cited;
  private final ObjectProvider<ProductChangeListener> listeners;
  private final Authorities authorities;
  private final Clock clock;

  ProductMasterService(
      ProductRecords records,
      CitedWords cited,
      ObjectProvider<ProductChangeListener> listeners,
      AuditTrail audit,
      Authorities authorities,
      Clock clock) {
    this.records = records;
    this.cited = cited;
    this.listeners = listeners;
    this.audit = audit;
    this.authorities = authorities;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public Products current() {
    return new Products(assemble(records.current()));
  }

  @Override
  @Transactional(readOnly = true)
  public List<Change> history(int limit) {
    return records.history(limit);
  }

  @Override
  @Transactional
  public ImportReport put(ProductMasterDocument document, Actor by) {
    authorities.requireAnywhere(by, Authority.ADMINISTER);
    Map<String, Row> before = new HashMap<>();
    List<Row> rows = records.current();
    Products productsBefore = new Products(assemble(rows));
    rows.forEach(row -> before.put(row.kind() + "/" + row.id(), row));
    Map<String, Object> wanted = byKey(document);
    requireConsistent(document, before);
    int created = 0;
    int changed = 0;
    for (Map.Entry<String, Object> entry : wanted.entrySet()) {
      String kind = entry.getKey().substring(0, entry.getKey().indexOf('/'));
      String id = entry.getKey().substring(kind.length() + 1);
      String sha256 = CanonicalJson.sha256(entry.getValue());
      Row old = before.get(entry.getKey());
      if (old != null && old.sha256().equals(sha256)) {
        continue;
      }
      int revision = old == null ? 1 : old.revision() + 1;
      records.add(
          new Row(kind, id, revision, sha256, JSON.writeValueAsString(entry.getValue())),
          by.id(),
          clock.instant());
      audit.append(
          new AuditEvent(
              "product-record",
              entry.getKey(),
              old == null ? "created" : "changed",
              by,
              Map.of(
                  "revision",
                  revision,
                  "sha256",
                  sha256,
                  "before",
                  old == null ? "" : old.sha256())));
      if (old == null) {
        created++;
      } else {
        changed++;
      }
    }
    if (created + changed > 0) {
      Products productsAfter = new Products(assemble(records.current()));
      listeners.forEach(listener -> listener.changed(productsBefore, productsAfter, by));
    }
    ImportReport words = cited.take(document.references(), document.claims(), by);
    return new ImportReport(
        created + words.created(),
        changed + words.changed(),
        wanted.size() - created - changed + words.unchanged());
  }

  private static Map<String, Object> byKey(ProductMasterDocument document) {
    Map<String, Object> records = new LinkedHashMap<>();
    document.brands().forEach(brand -> records.put("brand/" + brand.id(), brand));
    document
        .indications()
        .forEach(indication -> records.put("indication/" + indication.id(), indication));
    document.labels().forEach(label -> records.put("label/" + id(label), label));
    document
        .registrations()
        .forEach(registration -> records.put("registration/" + id(registration), registration));
    document.glyphs().forEach(glyph -> records.put("glyph/" + glyph.id(), glyph));
    return records;
  }

  private static String id(Label label) {
    return String.join("/", label.brandId(), label.market(), label.language(), label.version());
  }

  private static String id(Registration registration) {
    return String.join(
        "/", registration.brandId(), registration.market(), registration.indicationId());
  }

  private void requireConsistent(ProductMasterDocument document, Map<String, Row> before) {
    Set<String> known =
        Stream.of(
                before.keySet().stream(),
                byKey(document).keySet().stream(),
                Stream.concat(document.references().stream(), cited.references().stream())
                    .map(reference -> "reference/" + reference.id()))
            .flatMap(keys -> keys)
            .collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    Stream.of(
            document.indications().stream().map(Indication::brandId),
            document.labels().stream().map(Label::brandId),
            document.registrations().stream().map(Registration::brandId),
            document.claims().stream().map(ApprovedClaim::brandId))
        .flatMap(brands -> brands)
        .distinct()
        .filter(brand -> !known.contains("brand/" + brand))
        .forEach(brand -> missing.add("brand " + brand));
    document.registrations().stream()
        .map(Registration::indicationId)
        .distinct()
        .filter(indication -> !known.contains("indication/" + indication))
        .forEach(indication -> missing.add("indication " + indication));
    document.claims().stream()
        .flatMap(claim -> claim.references().stream())
        .distinct()
        .filter(reference -> !known.contains("reference/" + reference))
        .forEach(reference -> missing.add("reference " + reference));
    if (!missing.isEmpty()) {
      throw new ProductMasterInconsistent(missing);
    }
  }

  private ProductMasterDocument assemble(List<Row> rows) {
    return new ProductMasterDocument(
        of(rows, "brand", Brand.class),
        of(rows, "indication", Indication.class),
        of(rows, "label", Label.class),
        of(rows, "registration", Registration.class),
        cited.references(),
        cited.claims(),
        of(rows, "glyph", ApprovedGlyph.class));
  }

  private static <T> List<T> of(List<Row> rows, String kind, Class<T> type) {
    return rows.stream()
        .filter(row -> row.kind().equals(kind))
        .map(row -> JSON.readValue(row.document(), type))
        .toList();
  }
}
