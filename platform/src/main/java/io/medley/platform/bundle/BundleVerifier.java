package io.medley.platform.bundle;

import io.medley.platform.audit.AuditExcerpt;
import io.medley.platform.signing.PublicKeys;
import io.medley.platform.signing.SignatureVerifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a bundle with nothing but its bytes: every file against the signed manifest, the zip
 * around them byte by byte, every signature against the file, metadata and check run it was made
 * over and its digest, every carried verdict against the record that leads from its file to this
 * one, the seal against all it rests on, the audit chains with their proofs. Whatever was altered
 * is found and named.
 */
public final class BundleVerifier {

  /** Folder of the piece: exactly one file. */
  public static final String PIECE = "piece/";

  /** The frozen metadata in canonical form; its SHA-256 is the metadata hash. */
  public static final String METADATA = "metadata.json";

  /** Pre-check runs, one file each, named by id. */
  public static final String CHECK_RUNS = "check-runs/";

  /** Digests of check runs as they were signed, named by their SHA-256. */
  public static final String CHECK_DIGESTS = "check-digests/";

  /** What was decided against findings of a run, one file per run, named by its id. */
  public static final String CHECK_DECISIONS = "check-decisions/";

  /** Signatures, a folder each: statement.json, signature.bin, key.txt. */
  public static final String SIGNATURES = "signatures/";

  /**
   * Verdicts of an earlier version that hold for this one, a folder per lane with two in it: {@link
   * #VERDICT}, as a signature, and {@link #RECORD}, the service's statement that carries it.
   */
  public static final String CARRIED = "carried/";

  /** Within a lane's folder: the earlier signature. */
  public static final String VERDICT = "/verdict";

  /** Within a lane's folder: the carry record, in three files. */
  public static final String RECORD = "/record";

  /** What people decided and signed outside the lanes and after approval, likewise. */
  public static final String DECISIONS = "decisions/";

  /** The service's own statement that the version is approved, in the same three files. */
  public static final String SEAL = "seal/";

  /** Audit chains with proofs. */
  public static final String AUDIT = "audit.json";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private BundleVerifier() {}

  /**
   * Checks the file.
   *
   * @throws IOException if there is no such file
   */
  public static BundleReport verify(Path bundle) throws IOException {
    if (!Files.isRegularFile(bundle)) {
      throw new NoSuchFileException(bundle.toString());
    }
    Run run = new Run();
    try (ZipFile zip = new ZipFile(bundle.toFile(), StandardCharsets.UTF_8)) {
      run.check(zip, bundle);
    } catch (IOException | IllegalArgumentException broken) {
      run.found(
          "container", "The zip itself is damaged and cannot be read: " + broken.getMessage());
    }
    return run.report();
  }

  /** One check. */
  private static final class Run {

    private final List<BundleReport.Finding> findings = new ArrayList<>();
    private final Map<String, String> subject = new TreeMap<>();
    private final List<String> signatures = new ArrayList<>();
    private final SortedMap<String, byte[]> keys = new TreeMap<>();

    /** Ids of the signatures and carry records that are here, for what rests on them. */
    private final Set<String> here = new HashSet<>();

    private int files;
    private int auditEntries;

    BundleReport report() {
      return new BundleReport(
          subject, files, signatures, auditEntries, List.copyOf(keys.keySet()), findings);
    }

    /** Several signatures rest on one check run: what is wrong with it is said once. */
    void found(String place, String explanation) {
      BundleReport.Finding found = new BundleReport.Finding(place, explanation);
      if (!findings.contains(found)) {
        findings.add(found);
      }
    }

    void check(ZipFile zip, Path bundle) throws IOException {
      List<String> names = zip.stream().map(entry -> entry.getName()).toList();
      SortedMap<String, BundleWriter.Listed> present = new TreeMap<>();
      for (String name : names) {
        listed(zip, name, present);
      }
      readKeys(zip, present);
      SignatureVerifier verifier = PublicKeys.knowing(keys);
      SortedMap<String, BundleWriter.Listed> wanted = manifest(zip, present, verifier);
      compare(wanted, present);
      rewrite(zip, names, bundle);
      Signed.of(zip, present.keySet(), SIGNATURES)
          .forEach(
              (place, signed) -> {
                signature(zip, place, signed, present, verifier);
                identify(zip, place);
              });
      carried(zip, Signed.of(zip, present.keySet(), CARRIED), present, verifier);
      Signed.of(zip, present.keySet(), DECISIONS)
          .forEach((place, signed) -> decision(place, signed, present, verifier));
      Signed.of(zip, present.keySet(), SEAL)
          .forEach((place, signed) -> seal(zip, place, signed, present, verifier));
      audit(zip, present, verifier);
    }

    private void listed(ZipFile zip, String name, SortedMap<String, BundleWriter.Listed> present) {
      if (name.isBlank()) {
        found("container", "The zip has a file without a name.");
        return;
      }
      try {
        if (present.put(
                name, BundleWriter.listed(name, () -> zip.getInputStream(zip.getEntry(name))))
            != null) {
          found(name, "The zip has this file twice.");
        }
      } catch (IOException | IllegalArgumentException | NullPointerException unreadable) {
        found(name, "This file of the zip cannot be read: " + unreadable.getMessage());
      }
    }

    /** Each key is only believed under the name that its bytes give. */
    private void readKeys(ZipFile zip, SortedMap<String, BundleWriter.Listed> present)
        throws IOException {
      for (String name : present.keySet()) {
        if (!name.startsWith(BundleWriter.KEYS)) {
          continue;
        }
        String id = name.substring(BundleWriter.KEYS.length()).replaceFirst("\\.pem$", "");
        byte[] encoded = pem(text(zip, name));
        if (id.equals(PublicKeys.idOf(encoded))) {
          keys.put(id, encoded);
        } else {
          found(name, "This is not the public key its name says.");
        }
      }
    }

    private SortedMap<String, BundleWriter.Listed> manifest(
        ZipFile zip, SortedMap<String, BundleWriter.Listed> present, SignatureVerifier verifier)
        throws IOException {
      SortedMap<String, BundleWriter.Listed> wanted = new TreeMap<>();
      for (String name :
          List.of(
              BundleWriter.MANIFEST, BundleWriter.MANIFEST_SIGNATURE, BundleWriter.MANIFEST_KEY)) {
        if (!present.containsKey(name)) {
          found(name, "It is missing; this is not a whole bundle.");
          return wanted;
        }
      }
      byte[] manifest = bytes(zip, BundleWriter.MANIFEST);
      if (!verifier.verify(
          text(zip, BundleWriter.MANIFEST_KEY),
          manifest,
          bytes(zip, BundleWriter.MANIFEST_SIGNATURE))) {
        found(
            BundleWriter.MANIFEST,
            "Its signature does not fit: the manifest, manifest.sig, manifest.key or the key was"
                + " altered.");
      }
      JsonNode read;
      try {
        read = MAPPER.readTree(manifest);
      } catch (JacksonException broken) {
        found(BundleWriter.MANIFEST, "It is not readable.");
        return wanted;
      }
      if (!read.path("format").asString("").equals(BundleWriter.FORMAT)) {
        found(BundleWriter.MANIFEST, "It has another format than " + BundleWriter.FORMAT + ".");
      }
      read.path("subject")
          .properties()
          .forEach(member -> subject.put(member.getKey(), member.getValue().asString("")));
      for (JsonNode file : read.path("files")) {
        String path = file.path("path").asString("");
        if (path.isBlank()) {
          found(BundleWriter.MANIFEST, "It lists a file without a path.");
          continue;
        }
        wanted.put(
            path,
            new BundleWriter.Listed(
                path, file.path("sha256").asString(""), file.path("size").asLong(-1)));
      }
      files = wanted.size();
      return wanted;
    }

    private void compare(
        SortedMap<String, BundleWriter.Listed> wanted,
        SortedMap<String, BundleWriter.Listed> present) {
      TreeSet<String> all = new TreeSet<>(wanted.keySet());
      all.addAll(present.keySet());
      all.removeAll(
          List.of(
              BundleWriter.MANIFEST, BundleWriter.MANIFEST_SIGNATURE, BundleWriter.MANIFEST_KEY));
      for (String path : all) {
        BundleWriter.Listed is = present.get(path);
        BundleWriter.Listed should = wanted.get(path);
        if (is == null) {
          found(path, "The manifest names it, the bundle does not have it.");
        } else if (should == null) {
          found(path, "The manifest does not know it; it was added.");
        } else if (!is.equals(should)) {
          found(path, "It was altered: its SHA-256 or size is not the one that was signed.");
        }
      }
    }

    /** The same files give the same zip; anything else stands between or behind them. */
    private void rewrite(ZipFile zip, List<String> names, Path bundle) throws IOException {
      List<BundleArchive.Item> items =
          names.stream()
              .map(
                  name ->
                      new BundleArchive.Item(name, () -> zip.getInputStream(zip.getEntry(name))))
              .toList();
      try (InputStream original = new BufferedInputStream(Files.newInputStream(bundle))) {
        Comparing comparing = new Comparing(original);
        BundleArchive.write(items, comparing);
        long place = comparing.firstDifference();
        if (place >= 0) {
          found(
              "container, byte " + place,
              "The zip around the files is not as it was written; compare the file there.");
        }
      } catch (ZipException | IllegalArgumentException unreadable) {
        found("container", "A file of the zip cannot be read: " + unreadable.getMessage());
      }
    }

    private void signature(
        ZipFile zip,
        String place,
        Signed signed,
        SortedMap<String, BundleWriter.Listed> present,
        SignatureVerifier verifier) {
      JsonNode statement = statement(place, signed, verifier);
      if (statement == null) {
        return;
      }
      int before = findings.size();
      about(place, statement, present);
      String run = statement.path("checkRun").asString("");
      if (!present.containsKey(CHECK_RUNS + run + ".json")) {
        found(place, "The check run %s it was made over is not in the bundle.".formatted(run));
      }
      // Signatures from before the run's hash was signed say only which run it was.
      if (statement.has("checkRunHash")) {
        checked(zip, place, run, statement.path("checkRunHash").asString(""), present);
      }
      legible(place, statement);
      if (statement.path("verdict").asString("").isBlank()) {
        found(place, "The statement lacks the verdict.");
      }
      if (findings.size() == before) {
        signatures.add(line(statement));
      }
    }

    /** Name, meaning and time stand in what is signed. */
    private void legible(String place, JsonNode statement) {
      for (String needed : List.of("printedName", "meaning", "time", "person")) {
        if (statement.path(needed).asString("").isBlank()) {
          found(place, "The statement lacks %s (21 CFR 11.50).".formatted(needed));
        }
      }
    }

    private static String line(JsonNode statement) {
      return "%s, %s: %s"
          .formatted(
              statement.path("printedName").asString(""),
              statement.path("time").asString(""),
              statement.path("meaning").asString(""));
    }

    /** Whatever rests on this signature names it so. */
    private void identify(ZipFile zip, String place) {
      try {
        here.add(MAPPER.readTree(bytes(zip, place + "/about.json")).path("signature").asString(""));
      } catch (IOException | JacksonException broken) {
        found(place, "Its about.json is not readable.");
      }
    }

    private void carried(
        ZipFile zip,
        Map<String, Signed> carried,
        SortedMap<String, BundleWriter.Listed> present,
        SignatureVerifier verifier) {
      Set<String> lanes = new TreeSet<>();
      carried.keySet().forEach(place -> lanes.add(place.substring(0, place.lastIndexOf('/'))));
      for (String lane : lanes) {
        Signed verdict = carried.get(lane + VERDICT);
        Signed record = carried.get(lane + RECORD);
        if (verdict == null || record == null) {
          found(
              lane, "A carried verdict is a signature and the record that carries it; one lacks.");
          continue;
        }
        JsonNode said = statement(lane + VERDICT, verdict, verifier);
        JsonNode carries = statement(lane + RECORD, record, verifier);
        if (said != null && carries != null) {
          identify(zip, lane + VERDICT);
          here.add(carries.path("carry").asString(""));
          carry(lane, said, carries, present);
          if (said.has("checkRunHash")) {
            checked(
                zip,
                lane + VERDICT,
                said.path("checkRun").asString(""),
                said.path("checkRunHash").asString(""),
                present);
          }
        }
      }
    }

    /** The earlier verdict approved, and the record leads from its bytes and tags to these. */
    private void carry(
        String lane,
        JsonNode said,
        JsonNode record,
        SortedMap<String, BundleWriter.Listed> present) {
      int before = findings.size();
      about(lane + RECORD, record, "toContentHash", "toMetadataHash", present);
      legible(lane + VERDICT, said);
      if (!same(said, "contentHash", record, "fromContentHash")
          || !same(said, "metadataHash", record, "fromMetadataHash")
          || !same(said, "lane", record, "lane")
          || !here.contains(record.path("signature").asString("?"))) {
        found(lane, "The record carries another verdict than the one beside it.");
      }
      String verdict = said.path("verdict").asString("");
      boolean verified = record.path("kind").asString("").equals("CONDITIONS_VERIFIED");
      if (!verdict.equals("APPROVE") && !(verified && verdict.equals("APPROVE_WITH_CHANGES"))) {
        found(lane, "A verdict is carried that did not approve.");
      }
      if (findings.size() == before) {
        signatures.add(line(said) + " (carried over from an earlier version)");
      }
    }

    private static boolean same(JsonNode one, String member, JsonNode other, String otherMember) {
      String value = one.path(member).asString("");
      return !value.isEmpty() && value.equals(other.path(otherMember).asString(""));
    }

    private void decision(
        String place,
        Signed signed,
        SortedMap<String, BundleWriter.Listed> present,
        SignatureVerifier verifier) {
      JsonNode statement = statement(place, signed, verifier);
      if (statement == null) {
        return;
      }
      int before = findings.size();
      about(place, statement, present);
      legible(place, statement);
      if (findings.size() == before) {
        signatures.add(line(statement));
      }
    }

    private void seal(
        ZipFile zip,
        String place,
        Signed signed,
        SortedMap<String, BundleWriter.Listed> present,
        SignatureVerifier verifier) {
      JsonNode statement = statement(place, signed, verifier);
      if (statement == null) {
        return;
      }
      about(place, statement, present);
      for (String rests : List.of("signatures", "carries")) {
        for (JsonNode id : statement.path(rests)) {
          if (!here.contains(id.asString(""))) {
            found(place, "It rests on %s, which is not in the bundle.".formatted(id.asString("")));
          }
        }
      }
      for (JsonNode run : statement.path("checkRuns")) {
        checked(zip, place, run.path("id").asString(""), run.path("hash").asString(""), present);
      }
    }

    /** The run is, finding by finding, the one whose digest was signed. */
    private void checked(
        ZipFile zip,
        String place,
        String run,
        String hash,
        SortedMap<String, BundleWriter.Listed> present) {
      String digest = CHECK_DIGESTS + hash + ".json";
      BundleWriter.Listed listed = present.get(digest);
      if (listed == null || !listed.sha256().equals(hash)) {
        found(
            place,
            "The digest of the check run %s that was signed is not in the bundle.".formatted(run));
        return;
      }
      String name = CHECK_RUNS + run + ".json";
      String decisions = CHECK_DECISIONS + run + ".json";
      try {
        byte[] document = bytes(zip, digest);
        if (!MAPPER.readTree(document).path("run").asString("").equals(run)) {
          found(place, "The digest that was signed is of another check run than " + run + ".");
        }
        JsonNode stored = present.containsKey(name) ? MAPPER.readTree(bytes(zip, name)) : null;
        JsonNode overrides =
            present.containsKey(decisions)
                ? MAPPER.readTree(bytes(zip, decisions))
                : MAPPER.createArrayNode();
        CheckRunDigest.differences(document, stored, overrides)
            .forEach(
                finding ->
                    found(
                        name + ", " + finding.place(),
                        finding.kind() + ": " + finding.explanation() + "."));
      } catch (IOException | JacksonException broken) {
        found(name, "It or its digest is not readable.");
      }
    }

    private @Nullable JsonNode statement(String place, Signed signed, SignatureVerifier verifier) {
      if (!verifier.verify(signed.keyId(), signed.statement(), signed.signature())) {
        found(place, "The signature does not fit the statement.");
        return null;
      }
      try {
        return MAPPER.readTree(signed.statement());
      } catch (JacksonException broken) {
        found(place, "The statement is not readable.");
        return null;
      }
    }

    /** A statement is about the piece and the metadata of this bundle, byte by byte. */
    private void about(
        String place, JsonNode statement, SortedMap<String, BundleWriter.Listed> present) {
      about(place, statement, "contentHash", "metadataHash", present);
    }

    private void about(
        String place,
        JsonNode statement,
        String contentHash,
        String metadataHash,
        SortedMap<String, BundleWriter.Listed> present) {
      List<BundleWriter.Listed> pieces =
          present.values().stream().filter(file -> file.path().startsWith(PIECE)).toList();
      if (pieces.size() != 1
          || !pieces.getFirst().sha256().equals(statement.path(contentHash).asString(""))) {
        found(place, "It is about another file than the one in the folder piece.");
      }
      BundleWriter.Listed metadata = present.get(METADATA);
      if (metadata == null
          || !metadata.sha256().equals(statement.path(metadataHash).asString(""))) {
        found(place, "It is about other tags than those in metadata.json.");
      }
    }

    private void audit(
        ZipFile zip, SortedMap<String, BundleWriter.Listed> present, SignatureVerifier verifier)
        throws IOException {
      if (!present.containsKey(AUDIT)) {
        found(AUDIT, "It is missing.");
        return;
      }
      try {
        AuditExcerpt excerpt = AuditExcerpt.of(bytes(zip, AUDIT));
        auditEntries = excerpt.chains().stream().mapToInt(c -> c.entries().size()).sum();
        excerpt
            .verify(verifier)
            .forEach(
                finding ->
                    found(
                        AUDIT + ", " + finding.place(),
                        finding.kind() + ": " + finding.explanation() + "."));
      } catch (IllegalArgumentException broken) {
        found(AUDIT, "It is not readable.");
      }
    }
  }

  /** A statement with its signature, in three files of one folder. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Signed(byte[] statement, byte[] signature, String keyId) {

    static Map<String, Signed> of(ZipFile zip, Iterable<String> names, String folder)
        throws IOException {
      Map<String, Signed> found = new LinkedHashMap<>();
      for (String name : names) {
        if (name.startsWith(folder) && name.endsWith("/statement.json")) {
          String place = name.substring(0, name.lastIndexOf('/'));
          found.put(
              place,
              new Signed(
                  bytes(zip, name),
                  bytes(zip, place + "/signature.bin"),
                  text(zip, place + "/key.txt")));
        }
      }
      return found;
    }
  }

  /** Compares what is written with a stream, and remembers where they part. */
  private static final class Comparing extends OutputStream {
    private final InputStream original;
    private long place;
    private long difference = -1;

    Comparing(InputStream original) {
      this.original = original;
    }

    @Override
    public void write(int one) throws IOException {
      if (difference < 0) {
        if (original.read() != (one & 0xff)) {
          difference = place;
        }
        place++;
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (difference >= 0) {
        return;
      }
      byte[] same = original.readNBytes(length);
      for (int i = 0; i < length; i++) {
        if (i >= same.length || same[i] != bytes[from + i]) {
          difference = place + i;
          return;
        }
      }
      place += length;
    }

    long firstDifference() throws IOException {
      if (difference < 0 && original.read() >= 0) {
        difference = place;
      }
      return difference;
    }
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      return new byte[0];
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(bytes(zip, name), StandardCharsets.UTF_8);
  }

  private static byte[] pem(String text) {
    try {
      return Base64.getMimeDecoder()
          .decode(text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
    } catch (IllegalArgumentException broken) {
      return new byte[0];
    }
  }
}
