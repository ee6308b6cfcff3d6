package io.medley.content.precheck;

import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.MetadataDetails;
import io.medley.content.asset.MetadataHash;
import io.medley.content.asset.StoredVersions;
import io.medley.content.asset.SubmissionCheck;
import io.medley.content.asset.TextSection;
import io.medley.content.asset.VersionId;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.Extraction;
import io.medley.content.precheck.CheckEngine.Result;
import io.medley.content.precheck.ContentModules.Slot;
import io.medley.content.precheck.NearPieces.NearPiece;
import io.medley.content.precheck.PictureRights.PictureRight;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.Products;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

@Service
class PreChecking implements PreChecks, SubmissionCheck {

  private final CheckEngine engine;
  private final AssetVersions versions;
  private final StoredVersions stored;
  private final AssetText texts;
  private final ProductMaster master;
  private final CheckRuns runs;
  private final Overrides overrides;
  private final ObjectStore store;
  private final LinkChecking links;
  private final TransactionOperations transactions;
  private final Sources sources;
  private final Clock clock;

  PreChecking(
      RulePacks packs,
      AssetVersions versions,
      StoredVersions stored,
      AssetText texts,
      ProductMaster master,
      CheckRuns runs,
      Overrides overrides,
      ObjectStore store,
      LinkChecking links,
      TransactionOperations transactions,
      ObjectProvider<ClaimLibrary> library,
      ObjectProvider<ReferenceTexts> references,
      ObjectProvider<PictureRights> rights,
      ObjectProvider<NearPieces> near,
      ObjectProvider<ContentModules> modules,
      ObjectProvider<FinalForms> forms,
      Clock clock) {
    this.engine = new CheckEngine(packs);
    this.versions = versions;
    this.stored = stored;
    this.texts = texts;
    this.master = master;
    this.runs = runs;
    this.overrides = overrides;
    this.store = store;
    this.links = links;
    this.transactions = transactions;
    this.sources = new Sources(library, references, rights, near, modules, forms);
    this.clock = clock;
  }

  /** Other parts that know something; each may be missing. */
  private record Sources(
      ObjectProvider<ClaimLibrary> library,
      ObjectProvider<ReferenceTexts> references,
      ObjectProvider<PictureRights> rights,
      ObjectProvider<NearPieces> near,
      ObjectProvider<ContentModules> modules,
      ObjectProvider<FinalForms> forms) {}

  @Override
  public CheckRun run(VersionId id, Stage stage) {
    prepare(id);
    return Objects.requireNonNull(transactions.execute(status -> run(versions.require(id), stage)));
  }

  @Override
  public void prepare(VersionId id) {
    if (links.fetching()) {
      links.refresh(versions.require(id).metadata(), FactsOfFile.targets(texts.rendition(id)));
    }
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CheckRun> latest(VersionId id) {
    return runs.latest(id).map(this::decided);
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<CheckRun> latest(VersionId id, Stage stage) {
    return runs.latest(id, stage).map(this::decided);
  }

  @Override
  @Transactional
  public Outcome check(AssetVersion candidate) {
    CheckRun run = run(candidate, Stage.SUBMISSION);
    List<Finding> blocking =
        run.findings().stream().filter(finding -> finding.effective() == Severity.BLOCK).toList();
    boolean blocked = run.verdict() == Verdict.BLOCKED;
    String reason =
        blocking.size() == 1
            ? blocking.getFirst().message()
            : "%d findings stop this submission; the first: %s"
                .formatted(blocking.size(), blocked ? blocking.getFirst().message() : "");
    return new Outcome(blocked, run.verdict().name(), blocked ? reason : "", run.findings());
  }

  private CheckRun run(AssetVersion version, Stage stage) {
    ExtractedFile rendition = texts.rendition(version.id());
    List<TextSection> sections = texts.sections(version.id());
    Piece read =
        new Piece(
            version,
            rendition,
            sections,
            FactsOfFile.of(rendition),
            around(version, rendition, sections, stage));
    Piece piece = read.withReferenceTexts(referenceTexts(read.anchors()));
    Result result = engine.check(piece);
    CheckRun run =
        decided(
            new CheckRun(
                UUID.randomUUID(),
                version.id(),
                stage,
                version.contentHash(),
                MetadataHash.of(version.asset(), version.contentHash(), version.metadata()),
                result.packVersion(),
                result.verdict(),
                result.findings(),
                result.claims(),
                clock.instant(),
                inputs(piece.around())));
    if (stage == Stage.SEND) {
      Optional<CheckRun> same =
          runs.latest(version.id(), stage).filter(old -> sameInputs(old, run));
      if (same.isPresent()) {
        return decided(same.get());
      }
    }
    runs.add(run);
    return run;
  }

  /** The run with what people decided about its findings, and what it comes to then. */
  private CheckRun decided(CheckRun run) {
    if (run.count(Severity.BLOCK) == 0) {
      return run;
    }
    Map<String, BlockOverride> decisions =
        overrides.of(run.versionId(), run.contentHash()).stream()
            .collect(Collectors.toMap(BlockOverride::findingKey, one -> one, (one, two) -> one));
    if (decisions.isEmpty()) {
      return run;
    }
    List<Finding> findings =
        run.findings().stream()
            .map(
                finding ->
                    finding.severity() == Severity.BLOCK
                        ? finding.overriddenBy(decisions.get(finding.key()))
                        : finding)
            .toList();
    return new CheckRun(
        run.id(),
        run.versionId(),
        run.stage(),
        run.contentHash(),
        run.metadataHash(),
        run.packVersion(),
        CheckEngine.verdict(findings),
        findings,
        run.claims(),
        run.at(),
        run.inputs());
  }

  private static boolean sameInputs(CheckRun one, CheckRun other) {
    return one.contentHash().equals(other.contentHash())
        && one.metadataHash().equals(other.metadataHash())
        && one.packVersion().equals(other.packVersion())
        && one.inputs().equals(other.inputs());
  }

  private Surroundings around(
      AssetVersion version, ExtractedFile file, List<TextSection> sections, Stage stage) {
    Products products = master.current();
    String brandId = version.metadata().brandId();
    ClaimLibrary library = sources.library().getIfAvailable();
    List<LibraryClaim> claims =
        library == null
            ? products.claims(brandId).stream().map(LibraryClaim::of).toList()
            : library.claims(brandId);
    List<Source> known =
        library == null
            ? products.references().stream().map(Source::of).toList()
            : library.sources();
    NearPieces comparing = sources.near().getIfAvailable();
    String text = sections.stream().map(TextSection::text).collect(Collectors.joining("\n"));
    List<NearPiece> near =
        comparing == null || stage == Stage.SEND ? List.of() : comparing.of(version, text);
    PictureRights rights = sources.rights().getIfAvailable();
    Optional<List<PictureRight>> pictures =
        rights == null ? declared(version) : Optional.of(rights.of(version));
    ContentModules modules = sources.modules().getIfAvailable();
    List<Slot> slots = modules == null ? List.of() : modules.of(version);
    return new Surroundings(
        products,
        LocalDate.now(clock),
        stored.jobCodeTaken(version.metadata().jobCode(), version.asset()),
        claims,
        known,
        Map.of(),
        pictures,
        near,
        slots,
        links.known(version.metadata(), FactsOfFile.targets(file)),
        form(version, stage));
  }

  /** The rights in the tags; nothing is asked of a piece whose pictures nobody has declared. */
  private static Optional<List<PictureRight>> declared(AssetVersion version) {
    MetadataDetails details = version.metadata().details();
    if (details.imageRights().isEmpty() && !details.imageUse().equals("LICENSED")) {
      return Optional.empty();
    }
    return Optional.of(
        details.imageRights().stream()
            .map(
                right ->
                    new PictureRight(
                        right.image(),
                        right.licensor(),
                        Set.copyOf(right.territories()),
                        right.end(),
                        right.showsPeople(),
                        right.consentId()))
            .toList());
  }

  /** A page that the reference does not have is empty: no quote stands in it. */
  private Map<String, String> referenceTexts(List<LibraryClaim.Anchor> anchors) {
    ReferenceTexts references = sources.references().getIfAvailable();
    Map<String, String> found = new HashMap<>();
    if (references != null) {
      for (LibraryClaim.Anchor anchor : anchors) {
        found.computeIfAbsent(
            anchor.place(),
            place ->
                references.page(anchor.referenceId(), anchor.edition(), anchor.page()).orElse(""));
      }
    }
    return found;
  }

  /** What is stored and what was signed, once bytes are about to leave. */
  private Optional<Surroundings.Form> form(AssetVersion version, Stage stage) {
    return switch (stage) {
      case DRAFT, SUBMISSION, REVIEW -> Optional.empty();
      case APPROVAL, SEND -> {
        FinalForms forms = sources.forms().getIfAvailable();
        String signed =
            Optional.ofNullable(forms)
                .flatMap(f -> f.signedContentHash(version.id()))
                .orElse(version.contentHash());
        yield Optional.of(new Surroundings.Form(hashOfStored(version.contentHash()), signed));
      }
    };
  }

  private String hashOfStored(String address) {
    try (InputStream in = store.open(address)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[65_536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  private static Map<String, String> inputs(Surroundings around) {
    Map<String, String> inputs = new TreeMap<>();
    inputs.put("day", around.today().toString());
    inputs.put("reader", Extraction.VERSION);
    inputs.put("productMaster", CanonicalJson.sha256(around.products().content()));
    inputs.put("claims", CanonicalJson.sha256(around.library()));
    inputs.put("references", CanonicalJson.sha256(around.referenceTexts()));
    inputs.put(
        "links",
        around.links().fetching() ? CanonicalJson.sha256(around.links().sorted()) : "not fetched");
    inputs.put("sources", CanonicalJson.sha256(around.sources()));
    inputs.put(
        "pieces",
        CanonicalJson.sha256(
            Map.of(
                "jobCodeTaken",
                around.jobCodeTaken(),
                "near",
                around.near().stream().map(NearPiece::toString).toList(),
                "rights",
                around.rights().orElse(List.of()).stream().map(PictureRight::toString).toList(),
                "slots",
                around.slots().stream().map(Slot::toString).toList(),
                "form",
                around.form().map(Surroundings.Form::toString).orElse(""))));
    return inputs;
  }
}
