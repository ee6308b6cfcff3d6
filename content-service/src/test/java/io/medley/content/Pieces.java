package io.medley.content;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.MetadataHash;
import io.medley.content.asset.Renditions;
import io.medley.content.asset.StoredVersion;
import io.medley.content.asset.StoredVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.extraction.ExtractedFile;
import io.medley.local.DemoPerson;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts submitted pieces into the store without walking the upload; people and what they may do. */
@Component
public class Pieces {

  private final ObjectStore store;
  private final Renditions renditions;
  private final StoredVersions stored;
  private final AssetVersions versions;
  private final Authorities authorities;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Pieces(
      ObjectStore store,
      Renditions renditions,
      StoredVersions stored,
      AssetVersions versions,
      Authorities authorities,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.renditions = renditions;
    this.stored = stored;
    this.versions = versions;
    this.authorities = authorities;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A demo person as the service sees them. */
  public static Actor person(String user) {
    DemoPerson person = DemoPerson.named(user);
    return new Actor(
        person.user(), person.printedName(), person.roles(), person.agency().orElse(null));
  }

  /**
   * The reviewers hold their lane everywhere, the signatory the final one; the coordinator may
   * withdraw.
   */
  public void grantEverybodyTheirPart() {
    List<Authorities.Grant> wanted = new ArrayList<>(authorities.grants());
    Map.of(
            "max.medical", Authority.LANE_MEDICAL,
            "lena.legal", Authority.LANE_LEGAL,
            "rhea.regulatory", Authority.LANE_REGULATORY,
            "sam.signatory", Authority.LANE_FINAL,
            "vera.vigilance", Authority.LANE_PHARMACOVIGILANCE,
            "paula.privacy", Authority.LANE_PRIVACY,
            "cora.coordinator", Authority.WITHDRAW,
            "mia.marketer", Authority.CAMPAIGN,
            "anna.agency", Authority.UPLOAD,
            "ben.agency", Authority.UPLOAD)
        .forEach(
            (person, authority) ->
                wanted.add(new Authorities.Grant(person, authority, Authorities.EVERY_MARKET)));
    authorities.replace(wanted.stream().distinct().toList(), person("ada.admin"));
  }

  /** Gives and takes one authority. */
  public void change(String person, Authority authority, boolean held) {
    Authorities.Grant grant = new Authorities.Grant(person, authority, Authorities.EVERY_MARKET);
    List<Authorities.Grant> wanted = new ArrayList<>(authorities.grants());
    wanted.remove(grant);
    if (held) {
      wanted.add(grant);
    }
    authorities.replace(wanted, person("ada.admin"));
  }

  /** A version in the given state, of an asset of its own. */
  public AssetVersion aVersion(VersionState state, String agency, String title) {
    return aVersion(AssetId.random(), "0.1", state, agency, title, List.of("GB"));
  }

  /** A version of an asset; the asset is made when it is the first. */
  public AssetVersion aVersion(
      AssetId asset,
      String number,
      VersionState state,
      String agency,
      String title,
      List<String> markets) {
    return aVersion(asset, number, state, agency, metadata(title, markets));
  }

  /** A version with these tags. */
  public AssetVersion aVersion(
      AssetId asset, String number, VersionState state, String agency, AssetMetadata metadata) {
    String text =
        metadata.title() + ". Zelvaro (zelvarostat) lowers blood pressure. " + UUID.randomUUID();
    return aVersion(asset, number, state, agency, metadata, text);
  }

  /** A version with these tags that says exactly this; the asset is made when it is the first. */
  public AssetVersion aVersion(
      AssetId asset,
      String number,
      VersionState state,
      String agency,
      AssetMetadata metadata,
      String text) {
    String html = "<!doctype html><title>" + metadata.title() + "</title><p>" + text + "</p>";
    String hash = put(html);
    VersionId id = VersionId.random();
    String author = agency.equals("bluebird") ? "ben.agency" : "anna.agency";
    transaction.executeWithoutResult(
        status -> {
          renditions.keep(
              hash,
              new ExtractedFile(
                  "text/html",
                  List.of(
                      new ExtractedFile.Section(
                          ExtractedFile.SectionKind.SECTION, 1, "", text, List.of())),
                  List.of(),
                  List.of(),
                  Map.of(),
                  List.of(),
                  html));
          if (stored.agencyOf(asset).isEmpty()) {
            stored.addAsset(asset, agency, author, clock.instant());
          }
          stored.add(
              new StoredVersion(
                  new AssetVersion(
                      id,
                      asset,
                      number,
                      state,
                      hash,
                      "text/html",
                      "piece.html",
                      metadata,
                      MetadataHash.of(asset, hash, metadata),
                      agency,
                      author,
                      clock.instant(),
                      1),
                  html.length(),
                  List.of(),
                  null,
                  null,
                  clock.instant()));
        });
    return versions.require(id);
  }

  /** Complete tags of a British e-mail for HCPs, valid for 200 days. */
  public AssetMetadata metadata(String title, List<String> markets) {
    return metadata(AssetId.random(), title, markets, "EMAIL");
  }

  /** The same for another channel; the job code is the asset's. */
  public AssetMetadata metadata(AssetId asset, String title, List<String> markets, String channel) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new AssetMetadata(
        title,
        "GB-ZEL-" + asset.toString().substring(0, 8),
        "zelvaro",
        List.of("hypertension-adults"),
        "email",
        "promotional",
        markets,
        "en-GB",
        List.of("HCP"),
        List.of(channel),
        List.of("once a day"),
        Map.of(),
        Map.of("GB", "zelvaro-isi-gb@3", "DE", "zelvaro-isi-de@2", "US", "zelvaro-isi-us@4"),
        today.minusDays(2),
        today.plusDays(200),
        List.of());
  }

  /** Tags of a British e-mail of another brand, made against the first version of its texts. */
  public AssetMetadata ofBrand(String title, String brand) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return new AssetMetadata(
        title,
        "GB-ZEL-" + UUID.randomUUID().toString().substring(0, 8),
        brand,
        List.of(),
        "email",
        "promotional",
        List.of("GB"),
        "en-GB",
        List.of("HCP"),
        List.of("EMAIL"),
        List.of(),
        Map.of("GB", "1"),
        Map.of("GB", brand + "-isi@1"),
        today.minusDays(2),
        today.plusDays(200),
        List.of());
  }

  private String put(String text) {
    try {
      return store.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).sha256();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A word that stands nowhere else: nine letters. */
  public static String letters() {
    return ThreadLocalRandom.current()
        .ints(9, 'a', 'z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
