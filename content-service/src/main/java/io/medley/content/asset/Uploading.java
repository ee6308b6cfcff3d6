package io.medley.content.asset;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.Extraction;
import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.VirusScan;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.Products;
import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.signing.Sha256;
import io.medley.platform.store.ObjectStore;
import io.medley.platform.store.ObjectStore.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Taking a file in: read it elsewhere, keep its bytes, suggest its tags. */
@Service
public class Uploading {

  private static final int BUFFER = 1 << 16;

  private final Extraction extraction;
  private final Optional<VirusScan> virusScan;
  private final ObjectStore store;
  private final StoredVersions versions;
  private final Renditions renditions;
  private final Visibility visibility;
  private final Tagging tagging;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final List<SuggestionSource> sources;
  private final List<UploadListener> listeners;
  private final List<DraftWitness> witnesses;
  private final Authorities authorities;
  private final AdvisoryLocks locks;
  private final AuditTrail audit;
  private final TransactionOperations transactions;
  private final Clock clock;

  Uploading(
      Extraction extraction,
      Optional<VirusScan> virusScan,
      ObjectStore store,
      StoredVersions versions,
      Renditions renditions,
      Visibility visibility,
      Tagging tagging,
      ProductMaster master,
      Vocabularies vocabularies,
      List<SuggestionSource> sources,
      List<UploadListener> listeners,
      List<DraftWitness> witnesses,
      Authorities authorities,
      AdvisoryLocks locks,
      AuditTrail audit,
      TransactionOperations transactions,
      Clock clock) {
    this.extraction = extraction;
    this.virusScan = virusScan;
    this.store = store;
    this.versions = versions;
    this.renditions = renditions;
    this.visibility = visibility;
    this.tagging = tagging;
    this.master = master;
    this.vocabularies = vocabularies;
    this.sources = List.copyOf(sources);
    this.listeners = List.copyOf(listeners);
    this.witnesses = List.copyOf(witnesses);
    this.authorities = authorities;
    this.locks = locks;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What an upload came to.
   *
   * @param sameContentAs an earlier version of the same agency with the same bytes
   */
  public record Uploaded(StoredVersion stored, Optional<VersionId> sameContentAs) {}

  /**
   * Takes in a file as a new asset, or as the next version of one. When this returns, bytes and
   * rows are durable.
   *
   * @param file the bytes; the caller deletes them afterwards
   * @param name as its sender calls it
   * @param asset whose next version this is; {@code null} for a new one
   * @throws io.medley.content.extraction.FileRefused if the file cannot be taken in
   * @throws AssetRefusal.AssetUnknown if the asset is not this person's to see
   */
  public Uploaded upload(Path file, String name, @Nullable AssetId asset, Actor by) {
    return upload(file, null, name, asset, by, List.of(), uploaded -> {});
  }

  /**
   * The same, with something to be done in the transaction that stores the version: both are kept,
   * or neither.
   *
   * @param sha256 of the bytes in hex, as they were written; {@code null} if it has to be taken
   *     here
   * @throws io.medley.content.extraction.ScannerUnavailable if a virus scanner is configured and
   *     gives no verdict
   */
  public Uploaded upload(
      Path file,
      @Nullable String sha256,
      String name,
      @Nullable AssetId asset,
      Actor by,
      Consumer<Uploaded> together) {
    return upload(file, sha256, name, asset, by, List.of(), together);
  }

  /**
   * The same, with tags that somebody knows of the piece before it is read, for example from its
   * brief.
   */
  public Uploaded upload(
      Path file,
      String name,
      @Nullable AssetId asset,
      Actor by,
      List<Suggestion> told,
      Consumer<Uploaded> together) {
    return upload(file, null, name, asset, by, told, together);
  }

  private Uploaded upload(
      Path file,
      @Nullable String sha256,
      String name,
      @Nullable AssetId asset,
      Actor by,
      List<Suggestion> told,
      Consumer<Uploaded> together) {
    authorities.requireAnywhere(by, Authority.UPLOAD);
    if (asset != null) {
      requireOwn(asset, by);
    }
    // Reading takes seconds: outside any transaction.
    scan(file, name);
    String hash = sha256 == null ? hash(file) : sha256;
    ExtractedFile read = read(file, hash, name);
    StoredObject bytes = keep(file, hash);
    Products products = master.current();
    List<Suggestion> found = new TagSuggesting(products, terms()).suggest(read, name);
    List<Suggestion> suggestions =
        SuggestionMerging.merge(
            found,
            Stream.concat(
                    sources.stream().flatMap(source -> source.suggest(read, found, by).stream()),
                    told.stream())
                .toList());
    AssetMetadata metadata = tagging.prefill(suggestions, VersionText.sections(read), products);
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              Uploaded uploaded = record(bytes, name, asset, by, read, suggestions, metadata);
              together.accept(uploaded);
              witnesses.forEach(witness -> witness.uploaded(uploaded.stored().version()));
              return uploaded;
            }));
  }

  private void scan(Path file, String name) {
    Optional<String> found = virusScan.flatMap(scan -> scan.find(file));
    if (found.isPresent()) {
      throw new FileRefused(
          FileRefused.Reason.INFECTED,
          "The virus scanner found “%s” in “%s”. Clean the machine it came from, export the piece again and send that."
              .formatted(found.get(), name));
    }
  }

  /** The same bytes are read once, whoever sends them; their name is compared every time. */
  private ExtractedFile read(Path file, String hash, String name) {
    Optional<ExtractedFile> known = renditions.findCurrent(hash);
    if (known.isPresent()
        && ContentFormat.promisedBy(name).stream()
            .anyMatch(format -> format.mediaType().equals(known.get().format()))) {
      return known.get();
    }
    return extraction.read(file, name);
  }

  private static String hash(Path file) {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private Uploaded record(
      StoredObject bytes,
      String name,
      @Nullable AssetId existing,
      Actor by,
      ExtractedFile read,
      List<Suggestion> suggestions,
      AssetMetadata prefilled) {
    Instant now = clock.instant();
    AssetMetadata metadata = prefilled;
    AssetId asset = existing;
    String agency;
    int minor = 1;
    int major = 0;
    if (asset == null) {
      asset = AssetId.random();
      agency = Objects.requireNonNullElse(by.agency(), "");
      versions.addAsset(asset, agency, by.id(), now);
    } else {
      versions.lock(asset);
      agency = versions.agencyOf(asset).orElseThrow();
      List<StoredVersion> earlier = versions.ofAsset(asset);
      for (StoredVersion version : earlier) {
        String[] number = version.version().number().split("\\.");
        int itsMajor = Integer.parseInt(number[0]);
        int itsMinor = Integer.parseInt(number[1]);
        if (itsMajor > major || (itsMajor == major && itsMinor >= minor)) {
          major = itsMajor;
          minor = itsMinor + 1;
        }
      }
      metadata =
          earlier.isEmpty()
              ? prefilled
              : continued(earlier.getFirst().version().metadata(), prefilled);
    }
    // Two senders of the same bytes must not both believe to be the first.
    locks.xactExclusive("same-content", agency + ":" + bytes.sha256());
    Optional<VersionId> same = versions.sameContent(agency, bytes.sha256());
    renditions.keep(bytes.sha256(), read);
    VersionId id = VersionId.random();
    AssetVersion version =
        new AssetVersion(
            id,
            asset,
            major + "." + minor,
            VersionState.DRAFT,
            bytes.sha256(),
            read.format(),
            name,
            metadata,
            null,
            agency,
            by.id(),
            now,
            1);
    versions.add(new StoredVersion(version, bytes.size(), suggestions, null, null, now));
    listeners.forEach(listener -> listener.uploaded(version, read));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("assetId", asset.toString());
    facts.put("number", version.number());
    facts.put("contentHash", bytes.sha256());
    facts.put("size", bytes.size());
    facts.put("format", read.format());
    facts.put("fileName", name);
    facts.put("agency", agency);
    audit.append(new AuditEvent("asset-version", id.toString(), "uploaded", by, facts));
    return new Uploaded(versions.find(id).orElseThrow(), same);
  }

  /**
   * A next version starts with what was confirmed before, save what the new file itself says of it.
   */
  private static AssetMetadata continued(AssetMetadata before, AssetMetadata read) {
    return new AssetMetadata(
        before.title(),
        read.jobCode().isEmpty() ? before.jobCode() : read.jobCode(),
        before.brandId(),
        before.indicationIds(),
        before.materialType(),
        before.purpose(),
        before.countries(),
        before.language(),
        before.audiences(),
        before.channels(),
        before.keyMessages(),
        before.labelVersions(),
        before.safetyTexts(),
        before.validFrom(),
        before.validTo(),
        read.references(),
        before.details());
  }

  /**
   * That a person may add versions to an asset.
   *
   * @throws AssetRefusal.AssetUnknown if not
   */
  public void requireOwn(AssetId asset, Actor by) {
    String agency =
        versions.agencyOf(asset).orElseThrow(() -> new AssetRefusal.AssetUnknown(asset));
    boolean own =
        switch (visibility.of(by)) {
          case Visibility.Scope.OwnAgency mine -> mine.agency().equals(agency);
          case Visibility.Scope.Everything all -> true;
          case Visibility.Scope.InStates some -> false;
          case Visibility.Scope.Nothing none -> false;
        };
    if (!own) {
      throw new AssetRefusal.AssetUnknown(asset);
    }
  }

  private StoredObject keep(Path file, String hash) {
    try {
      return store.put(file, hash);
    } catch (IOException notKept) {
      throw new UncheckedIOException(notKept);
    }
  }

  private Map<Vocabulary, List<Term>> terms() {
    Map<Vocabulary, List<Term>> terms = new EnumMap<>(Vocabulary.class);
    for (Vocabulary vocabulary : Vocabulary.values()) {
      terms.put(vocabulary, vocabularies.terms(vocabulary));
    }
    return terms;
  }
}
