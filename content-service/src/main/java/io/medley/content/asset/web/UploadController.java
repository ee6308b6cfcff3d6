package io.medley.content.asset.web;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.Uploading.Uploaded;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.Visibility;
import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.FileRefused;
import io.medley.content.similarity.SimilarPiece;
import io.medley.content.similarity.Similarity;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * The upload page. A script sends files one by one and shows progress; without it the form sends
 * all at once.
 */
@Controller
@RequestMapping("/upload")
class UploadController {

  private final ReceivedFiles files;
  private final AssetVersions versions;
  private final Visibility visibility;
  private final Similarity similarity;
  private final Authorities authorities;
  private final CurrentActor actor;

  UploadController(
      ReceivedFiles files,
      AssetVersions versions,
      Visibility visibility,
      Similarity similarity,
      Authorities authorities,
      CurrentActor actor) {
    this.files = files;
    this.versions = versions;
    this.visibility = visibility;
    this.similarity = similarity;
    this.authorities = authorities;
    this.actor = actor;
  }

  /** What became of one file; either a version or a refusal. */
  record Row(
      String name,
      @Nullable AssetVersion version,
      @Nullable String reason,
      @Nullable String refusal,
      @Nullable VersionId sameContentAs,
      List<SimilarPiece> alike) {

    static Row refused(String name, FileRefused refusal) {
      return new Row(name, null, refusal.reason().name(), refusal.getMessage(), null, List.of());
    }
  }

  @GetMapping
  String page(@RequestParam(name = "asset", required = false) @Nullable UUID asset, Model model) {
    Actor person = actor.require();
    authorities.requireAnywhere(person, Authority.UPLOAD);
    return page(asset, person, List.of(), model);
  }

  @PostMapping
  String upload(
      @RequestParam("file") List<MultipartFile> sent,
      @RequestParam(name = "asset", required = false) @Nullable UUID asset,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String fromScript,
      Model model) {
    Actor person = actor.require();
    List<Row> rows = new ArrayList<>();
    for (MultipartFile file : sent) {
      if (!file.isEmpty() || !String.valueOf(file.getOriginalFilename()).isBlank()) {
        rows.add(take(file, asset, person));
      }
    }
    if (fromScript != null) {
      model.addAttribute("rows", rows);
      return "asset/upload :: rows";
    }
    return page(asset, person, rows, model);
  }

  private Row take(MultipartFile file, @Nullable UUID asset, Actor person) {
    String name = String.valueOf(file.getOriginalFilename());
    try {
      Uploaded uploaded = files.take(file, asset == null ? null : new AssetId(asset), person);
      return takenIn(
          name, uploaded.stored().version(), uploaded.sameContentAs().orElse(null), person);
    } catch (FileRefused refused) {
      return Row.refused(name, refused);
    }
  }

  private Row takenIn(
      String name, AssetVersion version, @Nullable VersionId sameContentAs, Actor person) {
    return new Row(
        name,
        version,
        null,
        null,
        sameContentAs,
        similarity.of(version.id(), person).stream()
            .filter(piece -> piece.advice() != SimilarPiece.Advice.COMPARE)
            .toList());
  }

  /** What the script shows of a file once it is taken in. */
  @GetMapping("/taken/{id}")
  String taken(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID sameContentAs,
      Model model) {
    Actor person = actor.require();
    AssetVersion version = versions.requireVisible(new VersionId(id), person);
    model.addAttribute(
        "rows",
        List.of(
            takenIn(
                version.fileName(),
                version,
                sameContentAs == null ? null : new VersionId(sameContentAs),
                person)));
    return "asset/upload :: rows";
  }

  private String page(@Nullable UUID asset, Actor person, List<Row> rows, Model model) {
    if (asset != null) {
      model.addAttribute(
          "replaces",
          versions.ofAsset(new AssetId(asset)).stream()
              .filter(visibility.of(person)::includes)
              .findFirst()
              .orElseThrow(() -> new AssetRefusal.AssetUnknown(new AssetId(asset))));
    }
    model.addAttribute("asset", asset);
    model.addAttribute("accepted", ContentFormat.accepted());
    model.addAttribute("rows", rows);
    return "asset/upload";
  }
}
