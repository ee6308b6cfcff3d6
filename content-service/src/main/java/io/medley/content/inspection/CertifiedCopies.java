package io.medley.content.inspection;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.review.LaneDesk;
import io.medley.content.review.Reviews;
import io.medley.content.review.RoundReading;
import io.medley.content.review.SignedDecision;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureStatement;
import io.medley.platform.security.Actor;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Signer;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;

/**
 * The certified copy: every page as it was read for review, then the signature page with printed
 * name, time and meaning of each signature (21 CFR 11.50(b)). The same state gives the same bytes.
 * The piece's own file is never opened for it, only the images and texts that were made of it.
 */
@Service
public class CertifiedCopies {

  private final AssetText texts;
  private final ObjectStore store;
  private final LaneDesk desk;
  private final Reviews reviews;
  private final RoundReading rounds;
  private final Signer signer;

  CertifiedCopies(
      AssetText texts,
      ObjectStore store,
      LaneDesk desk,
      Reviews reviews,
      RoundReading rounds,
      Signer signer) {
    this.texts = texts;
    this.store = store;
    this.desk = desk;
    this.reviews = reviews;
    this.rounds = rounds;
    this.signer = signer;
  }

  /**
   * Writes the copy as PDF.
   *
   * @throws InspectionRefusal if the version was not submitted yet
   */
  public void write(AssetVersion version, Actor reader, OutputStream out) throws IOException {
    String metadataHash = version.metadataHash();
    if (metadataHash == null) {
      throw InspectionRefusal.notSubmitted(version.id());
    }
    List<LaneDesk.Signed> signed = desk.signatures(version, reader);
    Instant last =
        signed.stream()
            .map(one -> one.signature().statement().signedAt())
            .max(Instant::compareTo)
            .orElse(version.createdAt());
    String title = version.metadata().title();
    try (CopyDocument copy = new CopyDocument(title, version.contentHash(), last)) {
      boolean drawn = pages(version, copy);
      List<RoundReading.DecisionLine> decided =
          reviews.ofVersion(version.id()).stream()
              .flatMap(review -> rounds.round(review, reader).decisions().stream())
              .toList();
      signaturePage(version, metadataHash, signed, decided, drawn, copy);
      copy.save(out);
    }
  }

  /** Returns whether the pages are images; otherwise they are the text as it was read. */
  private boolean pages(AssetVersion version, CopyDocument copy) throws IOException {
    ExtractedFile rendition = texts.rendition(version.id());
    for (ExtractedFile.PageImage page : rendition.pages()) {
      try (InputStream image = store.open(page.file())) {
        copy.image(image.readAllBytes(), page.width(), page.height());
      }
    }
    if (!rendition.pages().isEmpty()) {
      return true;
    }
    copy.page();
    copy.small("Text of " + version.fileName() + " as it was read for review");
    for (ExtractedFile.Section section : rendition.sections()) {
      if (!section.title().isBlank()) {
        copy.heading(section.title());
      }
      copy.text(section.text());
    }
    return false;
  }

  private void signaturePage(
      AssetVersion version,
      String metadataHash,
      List<LaneDesk.Signed> signed,
      List<RoundReading.DecisionLine> decided,
      boolean drawn,
      CopyDocument copy)
      throws IOException {
    AssetMetadata tags = version.metadata();
    copy.page();
    copy.small("Certified copy");
    copy.title("Signature page");
    copy.fact("Title", tags.title());
    copy.fact("Job code", tags.jobCode());
    copy.fact("Version", version.number() + ", " + version.state());
    copy.fact("Markets", String.join(", ", tags.countries()) + " · " + tags.language());
    copy.fact("File", version.fileName() + " · " + version.format());
    copy.fact("SHA-256 of the file", version.contentHash());
    copy.fact("SHA-256 of the tags", metadataHash);
    copy.fact(
        "Author", version.author() + (version.agency().isEmpty() ? "" : ", " + version.agency()));
    copy.text("");
    if (signed.isEmpty()) {
      copy.text("Nobody has signed this version yet.");
    }
    int number = 0;
    for (LaneDesk.Signed one : signed) {
      signature(++number, one, copy);
    }
    for (RoundReading.DecisionLine line : decided) {
      decision(++number, line, copy);
    }
    certificate(version, metadataHash, signed, drawn, copy);
  }

  private void signature(int number, LaneDesk.Signed signed, CopyDocument copy) throws IOException {
    LaneSignature signature = signed.signature();
    SignatureStatement statement = signature.statement();
    SignatureStatement.Represented represented = statement.onBehalfOf();
    boolean here = signed.carried().isEmpty();
    copy.keepTogether(here ? 10 : 14);
    copy.heading(
        "%d. %s · %s"
            .formatted(number, statement.subject().lane().title(), statement.verdict().title()));
    copy.fact("Printed name", statement.printedName() + " (" + statement.personId() + ")");
    if (represented != null) {
      copy.fact("On behalf of", represented.printedName() + " (" + represented.personId() + ")");
    }
    copy.fact("Date and time", utc(statement.signedAt()));
    copy.fact("Meaning", statement.meaning());
    copy.fact("Proved identity", utc(signature.authenticatedAt()) + " at the sign-in provider");
    copy.fact(
        "Round, check run", statement.subject().round() + " · " + statement.subject().checkRun());
    String digest = statement.subject().checkRunHash();
    if (digest != null) {
      copy.fact("SHA-256 of its digest", digest);
    }
    copy.fact("Signature, key", signature.id() + " · " + signature.keyId());
    if (!here) {
      copy.fact("Counts here", signed.carried());
      copy.fact("Made over", "file " + statement.subject().contentHash());
    }
    copy.fact(
        "Verifies",
        !signed.valid()
            ? "NO"
            : here
                ? "yes, over exactly this file and these tags"
                : "yes, over the earlier file; the record that carries it verifies over both");
    copy.text("");
  }

  private static void decision(int number, RoundReading.DecisionLine line, CopyDocument copy)
      throws IOException {
    SignedDecision decision = line.decision();
    copy.keepTogether(7);
    copy.heading("%d. Decided outside the lanes".formatted(number));
    copy.fact("Printed name", decision.printedName() + " (" + decision.personId() + ")");
    copy.fact("Date and time", utc(decision.signedAt()));
    copy.fact("Meaning", decision.meaning());
    copy.fact("Decision", decision.id().toString());
    copy.fact("Verifies", line.holds() ? "yes" : "NO");
    copy.text("");
  }

  private void certificate(
      AssetVersion version,
      String metadataHash,
      List<LaneDesk.Signed> signed,
      boolean drawn,
      CopyDocument copy)
      throws IOException {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("statement", "certified-copy");
    said.put("version", version.id().toString());
    said.put("number", version.number());
    said.put("state", version.state().name());
    said.put("contentHash", version.contentHash());
    said.put("metadataHash", metadataHash);
    said.put("signatures", signed.stream().map(one -> one.signature().id().toString()).toList());
    byte[] canonical = CanonicalJson.of(said);
    copy.keepTogether(12);
    copy.heading("Certificate");
    copy.text(
        (drawn
                ? "The pages before this one show every page of the file with the SHA-256 above as it was read for review. "
                : "The pages before this one give the text of the file with the SHA-256 above as it was read for review. ")
            + "Each signature was made electronically, after its signer proved who they are again, over that hash (a carried"
            + " one over the hash named with it), the hash of the tags, the pre-check run named with it finding by finding, the verdict, the person and the time; one changed byte voids it"
            + " (21 CFR 11.50, 11.70, 11.200; EU GMP Annex 11, 14). The inspection bundle of this version proves the same"
            + " without this system.");
    copy.text("");
    copy.fact("Says", new String(canonical, StandardCharsets.UTF_8));
    copy.fact("Signed by the system", "key " + signer.keyId());
    copy.fact("Signature", Base64.getEncoder().encodeToString(signer.sign(canonical)));
  }

  /** As people read it, to the millisecond. */
  private static String utc(Instant instant) {
    return Objects.toString(instant).replace('T', ' ').replace("Z", " UTC");
  }
}
