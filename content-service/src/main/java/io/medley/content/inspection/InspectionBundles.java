package io.medley.content.inspection;

import io.medley.content.annotation.Annotations;
import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.MetadataHash;
import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.LifeSignature;
import io.medley.content.lifecycle.LifeSignatures;
import io.medley.content.precheck.CheckRun;
import io.medley.content.precheck.CheckRuns;
import io.medley.content.precheck.Overrides;
import io.medley.content.review.Carries;
import io.medley.content.review.CarryRecord;
import io.medley.content.review.Decisions;
import io.medley.content.review.Review;
import io.medley.content.review.ReviewLane;
import io.medley.content.review.Reviews;
import io.medley.content.review.SignedDecision;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.Signatures;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditExcerpts;
import io.medley.platform.audit.AuditExcerpts.Aggregate;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.bundle.BundleVerifier;
import io.medley.platform.bundle.BundleWriter;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.PublicKeys;
import io.medley.platform.signing.Sha256;
import io.medley.platform.signing.Signer;
import io.medley.platform.store.ObjectStore;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The inspection bundle of a version: file, certified copy, tags, signatures, comments, check
 * results, audit chains with their proofs, public keys and how to verify it all. The same state
 * gives the same bytes; who took one away is audited in a chain of its own.
 */
@Service
public class InspectionBundles {

  private static final String INSTRUCTIONS = "/inspection/README.txt";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final AssetVersions versions;
  private final Reviews reviews;
  private final Signatures signatures;
  private final CheckRuns checkRuns;
  private final Overrides overrides;
  private final Annotations annotations;
  private final CertifiedCopies copies;
  private final Carries carries;
  private final Decisions decisions;
  private final LifeSignatures lifeSignatures;
  private final ObjectStore store;
  private final AuditExcerpts excerpts;
  private final AuditTrail audit;
  private final Authorities authorities;
  private final Signer signer;
  private final PublicKeys keys;
  private final TransactionTemplate transaction;

  InspectionBundles(
      AssetVersions versions,
      Reviews reviews,
      Signatures signatures,
      CheckRuns checkRuns,
      Overrides overrides,
      Annotations annotations,
      CertifiedCopies copies,
      Carries carries,
      Decisions decisions,
      LifeSignatures lifeSignatures,
      ObjectStore store,
      AuditExcerpts excerpts,
      AuditTrail audit,
      Authorities authorities,
      Signer signer,
      PublicKeys keys,
      TransactionTemplate transaction) {
    this.versions = versions;
    this.reviews = reviews;
    this.signatures = signatures;
    this.checkRuns = checkRuns;
    this.overrides = overrides;
    this.annotations = annotations;
    this.copies = copies;
    this.carries = carries;
    this.decisions = decisions;
    this.lifeSignatures = lifeSignatures;
    this.store = store;
    this.excerpts = excerpts;
    this.audit = audit;
    this.authorities = authorities;
    this.signer = signer;
    this.keys = keys;
    this.transaction = transaction;
  }

  /**
   * A bundle in a file of its own, which whoever asked deletes.
   *
   * @param name as it is downloaded
   */
  public record Bundle(Path file, String name, String sha256) {}

  /** True if this person may take bundles of the version away. */
  public boolean mayTake(AssetVersion version, Actor actor) {
    return actor.agency() == null
        && version.metadataHash() != null
        && (authorities.has(actor.id(), Authority.ADMINISTER, Authorities.EVERY_MARKET)
            || version.metadata().countries().stream()
                .anyMatch(market -> authorities.has(actor.id(), Authority.COORDINATE, market)));
  }

  /**
   * Makes the bundle, for coordinators of one of the piece's markets and administrators. Must not
   * be called in a transaction.
   *
   * @throws AssetRefusal.VersionUnknown if there is none that this person may see
   * @throws AuthorityMissing if they may not take it away
   * @throws InspectionRefusal if the version was not submitted yet
   */
  public Bundle make(VersionId id, Actor actor) throws IOException {
    AssetVersion version = versions.requireVisible(id, actor);
    if (version.metadataHash() == null) {
      throw InspectionRefusal.notSubmitted(id);
    }
    if (!mayTake(version, actor)) {
      throw new AuthorityMissing(
          actor.id(),
          Authority.COORDINATE,
          version.metadata().countries().stream().findFirst().orElse("any"));
    }
    BundleWriter writer = content(version, actor);
    Path file = Files.createTempFile("inspection-", ".zip");
    MessageDigest digest = Sha256.digest();
    try (OutputStream out =
        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
      writer.write(subject(version), signer, keys, out);
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(file);
      throw failed;
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    transaction.executeWithoutResult(
        status ->
            audit.append(
                new AuditEvent(
                    "inspection-bundle",
                    id.toString(),
                    "taken",
                    actor,
                    Map.of("sha256", sha256, "number", version.number()))));
    return new Bundle(
        file,
        "inspection-%s-%s.zip".formatted(safe(version.metadata().jobCode()), version.number()),
        sha256);
  }

  private BundleWriter content(AssetVersion version, Actor reader) throws IOException {
    BundleWriter writer = new BundleWriter();
    writer.add("README.txt", instructions());
    writer.add(
        BundleVerifier.PIECE + safe(version.fileName()), () -> store.open(version.contentHash()));
    writer.add(
        BundleVerifier.METADATA,
        CanonicalJson.of(
            MetadataHash.frozenFields(version.asset(), version.contentHash(), version.metadata())));
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    copies.write(version, reader, copy);
    writer.add("certified-copy.pdf", copy.toByteArray());
    for (CheckRun run : checkRuns.ofVersion(version.id())) {
      checked(run, writer);
    }
    List<Aggregate> chains = new ArrayList<>();
    chains.add(new Aggregate("asset-version", version.id().toString()));
    Optional<Review> review = reviews.ofVersion(version.id());
    if (review.isPresent()) {
      review(review.get(), writer);
      Optional<Review> round = review;
      while (round.isPresent()) {
        chains.add(new Aggregate("review", round.get().id().toString()));
        round = Optional.ofNullable(round.get().previous()).flatMap(reviews::find);
      }
    }
    writer.add("annotations.json", CanonicalJson.of(annotations.ofVersion(version.id())));
    for (LifeSignature signature : lifeSignatures.of(version.id())) {
      life(signature, writer);
    }
    var excerpt = excerpts.of(chains);
    writer.add(BundleVerifier.AUDIT, excerpt.toBytes());
    excerpt.roots().forEach(root -> writer.addKey(root.keyId(), keys));
    return writer;
  }

  /** A check run, what was decided about its findings, and its digests as they were signed. */
  private void checked(CheckRun run, BundleWriter writer) {
    writer.add(BundleVerifier.CHECK_RUNS + run.id() + ".json", CanonicalJson.of(run));
    writer.add(
        BundleVerifier.CHECK_DECISIONS + run.id() + ".json",
        CanonicalJson.of(overrides.of(run.versionId(), run.contentHash())));
    for (byte[] digest : checkRuns.digests(run.id())) {
      writer.add(BundleVerifier.CHECK_DIGESTS + Sha256.hex(digest) + ".json", digest);
    }
  }

  private void review(Review review, BundleWriter writer) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("review", review);
    told.put("lanes", reviews.lanes(review.id()));
    reviews.returnedList(review.id()).ifPresent(list -> told.put("returned", list));
    writer.add("review.json", CanonicalJson.of(told));
    int number = 0;
    for (LaneSignature signature : signatures.ofReview(review.id().value())) {
      String lane = signature.statement().subject().lane().name().toLowerCase(Locale.ROOT);
      signature(BundleVerifier.SIGNATURES + "%02d-%s".formatted(++number, lane), signature, writer);
    }
    Set<UUID> earlier = new HashSet<>();
    for (ReviewLane lane : reviews.lanes(review.id())) {
      if (lane.carryId() != null) {
        carried(lane, earlier, writer);
      }
    }
    number = 0;
    for (SignedDecision.Stored stored : decisions.ofReview(review.id())) {
      decision(++number, stored, writer);
    }
    reviews
        .seal(review.id())
        .map(MAPPER::readTree)
        .ifPresent(
            seal ->
                signed(
                    "seal",
                    text(seal, "statement").getBytes(StandardCharsets.UTF_8),
                    Base64.getDecoder().decode(text(seal, "signature")),
                    text(seal, "keyId"),
                    writer));
  }

  /** A verdict of an earlier version, and the record that it holds for this one. */
  private void carried(ReviewLane lane, Set<UUID> earlier, BundleWriter writer) {
    CarryRecord.Signed record = carries.find(Objects.requireNonNull(lane.carryId())).orElseThrow();
    String folder = BundleVerifier.CARRIED + lane.lane().name().toLowerCase(Locale.ROOT);
    signed(
        folder + BundleVerifier.RECORD,
        record.statement(),
        record.signature(),
        record.keyId(),
        writer);
    signatures
        .find(record.carry().signature())
        .ifPresent(
            signature -> {
              signature(folder + BundleVerifier.VERDICT, signature, writer);
              // Several lanes may have been shown the same run of the earlier version.
              checkRuns
                  .find(signature.statement().subject().checkRun())
                  .filter(run -> earlier.add(run.id()))
                  .ifPresent(run -> checked(run, writer));
            });
  }

  private void decision(int number, SignedDecision.Stored stored, BundleWriter writer) {
    signed(
        BundleVerifier.DECISIONS
            + "%02d-%s"
                .formatted(
                    number,
                    stored.decision().kind().name().toLowerCase(Locale.ROOT).replace('_', '-')),
        stored.statement(),
        stored.signature(),
        stored.keyId(),
        writer);
  }

  /** Given after approval: certified again, or a recall closed. */
  private void life(LifeSignature signature, BundleWriter writer) {
    signed(
        BundleVerifier.DECISIONS
            + "life-%s-%s"
                .formatted(
                    signature.choice().name().toLowerCase(Locale.ROOT),
                    signature.id().toString().substring(0, 8)),
        signature.canonical(),
        signature.signature(),
        signature.keyId(),
        writer);
  }

  private void signature(String folder, LaneSignature signature, BundleWriter writer) {
    SignatureStatement statement = signature.statement();
    signed(folder, signature.canonical(), signature.signature(), signature.keyId(), writer);
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("signature", signature.id().toString());
    about.put("printedName", statement.printedName());
    about.put("meaning", statement.meaning());
    about.put("signedAt", statement.signedAt().toString());
    about.put("authenticatedAt", signature.authenticatedAt().toString());
    about.put("source", signature.source().name());
    writer.add(folder + "/about.json", CanonicalJson.of(about));
  }

  private void signed(
      String folder, byte[] statement, byte[] signature, String keyId, BundleWriter writer) {
    writer.add(folder + "/statement.json", statement);
    writer.add(folder + "/signature.bin", signature);
    writer.add(folder + "/key.txt", keyId);
    writer.addKey(keyId, keys);
  }

  private static Map<String, String> subject(AssetVersion version) {
    return Map.of(
        "title", version.metadata().title(),
        "jobCode", version.metadata().jobCode(),
        "asset", version.asset().toString(),
        "version", version.id().toString(),
        "number", version.number(),
        "state", version.state().name(),
        "contentHash", version.contentHash(),
        "metadataHash", String.valueOf(version.metadataHash()));
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }

  private static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
    return safe.isEmpty() ? "piece" : safe;
  }

  private static byte[] instructions() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(InspectionBundles.class.getResourceAsStream(INSTRUCTIONS))) {
      return in.readAllBytes();
    }
  }
}
