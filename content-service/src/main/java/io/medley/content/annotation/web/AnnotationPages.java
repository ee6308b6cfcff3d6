package io.medley.content.annotation.web;

import io.medley.content.annotation.Annotating;
import io.medley.content.annotation.Annotation;
import io.medley.content.annotation.Annotations;
import io.medley.content.annotation.PlacedAnnotation;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What reviewers say about a version, for those who mend it. */
@Controller
@RequestMapping("/assets/versions/{id}/annotations")
class AnnotationPages {

  private final Annotations annotations;
  private final Annotating annotating;
  private final AssetVersions versions;
  private final CurrentActor actor;

  AnnotationPages(
      Annotations annotations, Annotating annotating, AssetVersions versions, CurrentActor actor) {
    this.annotations = annotations;
    this.annotating = annotating;
    this.versions = versions;
    this.actor = actor;
  }

  @GetMapping
  String list(@PathVariable UUID id, Model model) {
    Actor person = actor.require();
    AssetVersion version = versions.requireVisible(new VersionId(id), person);
    List<PlacedAnnotation> shown = annotations.ofVersion(version.id(), person);
    model.addAttribute("version", version);
    model.addAttribute(
        "title",
        version.metadata().title().isEmpty() ? version.fileName() : version.metadata().title());
    model.addAttribute("annotations", shown);
    model.addAttribute("open", shown.stream().filter(one -> one.annotation().blocks()).count());
    model.addAttribute("answers", person.agency() != null || version.agency().isEmpty());
    return "annotation/annotations";
  }

  /**
   * Answers.
   *
   * @param done whether it is mended, too
   */
  @PostMapping("/{annotation}")
  String answer(
      @PathVariable UUID id,
      @PathVariable UUID annotation,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(defaultValue = "false") boolean done,
      RedirectAttributes flash) {
    Actor person = actor.require();
    try {
      if (done) {
        annotating.change(annotation, Annotating.Change.to(Annotation.State.DONE, why), person);
      } else {
        annotating.reply(annotation, why, person);
      }
    } catch (Refusal refusal) {
      flash.addFlashAttribute("refusal", refusal.getMessage());
    }
    return "redirect:/assets/versions/" + id + "/annotations#note-" + annotation;
  }
}
