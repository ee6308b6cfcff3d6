package io.medley.content.inspection;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.review.Reviews;
import io.medley.content.signing.LaneSignature;
import io.medley.content.signing.SignatureStatement;
import io.medley.content.signing.SignatureVerification;
import io.medley.content.signing.Signatures;
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
  private final Reviews reviews;
  private final Signatures signatures;
  private final SignatureVerification verification;
  private final Signer signer;

  CertifiedCopies(
      AssetText texts,
      ObjectStore store,
      Reviews reviews,
      Signatures signatures,
      SignatureVerification verification,
      Signer signer) {
    this.texts = texts;
    this.store = store;
    this.reviews = reviews;
    this.signatures = signatures;
    this.verification = verification;
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
    List<LaneSignature> signed =
        reviews.ofVersion(version.id()).stream()
            .filter(review -> review.state().lanesHeardBy(reader))
            .flatMap(review -> signatures.ofReview(review.id().value()).stream())
            .toList();
    Instant last =
        signed.stream()
            .map(signature -> signature.statement().signedAt())
            .max(Instant::compareTo)
            .orElse(version.createdAt());
    String title = version.metadata().title();
    try (CopyDocument copy = new CopyDocument(title, version.contentHash(), last)) {
      boolean drawn = pages(version, copy);
      signaturePage(version, metadataHash, signed, drawn, copy);
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
      List<LaneSignature> signed,
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
    for (LaneSignature signature : signed) {
      signature(++number, signature, version, metadataHash, copy);
    }
    certificate(version, metadataHash, signed, drawn, copy);
  }

  private void signature(
      int number,
      LaneSignature signature,
      AssetVersion version,
      String metadataHash,
      CopyDocument copy)
      throws IOException {
    SignatureStatement statement = signature.statement();
    SignatureStatement.Represented represented = statement.onBehalfOf();
    boolean holds = verification.holdsFor(signature, version.contentHash(), metadataHash);
    copy.keepTogether(9);
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
    copy.fact("Signature, key", signature.id() + " · " + signature.keyId());
    copy.fact("Verifies", holds ? "yes, over exactly this file and these tags" : "NO");
    copy.text("");
  }

  private void certificate(
      AssetVersion version,
      String metadataHash,
      List<LaneSignature> signed,
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
    said.put("signatures", signed.stream().map(one -> one.id().toString()).toList());
    byte[] canonical = CanonicalJson.of(said);
    copy.keepTogether(12);
    copy.heading("Certificate");
    copy.text(
        (drawn
                ? "The pages before this one show every page of the file with the SHA-256 above as it was read for review. "
                : "The pages before this one give the text of the file with the SHA-256 above as it was read for review. ")
            + "Each signature was made electronically, after its signer proved who they are again, over that hash, the hash of"
            + " the tags, the pre-check run named with it, the verdict, the person and the time; one changed byte voids it"
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
