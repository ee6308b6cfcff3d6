package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.JourneyUploading;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import io.medley.workflows.engine.EngineUnavailable;
import io.medley.workflows.journey.JourneyTemplate;
import io.medley.workflows.journey.interpreter.JourneyModelRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The gallery of journey templates. */
@Controller
class TemplatePages {

  private static final int LARGEST = 1_000_000;
  private static final String ELEMENT_TEMPLATES = "element-templates/medley-journey.json";

  private final CampaignPlanning planning;
  private final JourneyUploading uploading;
  private final CampaignReading reading;
  private final Authorities authorities;
  private final CurrentActor actor;

  TemplatePages(
      CampaignPlanning planning,
      JourneyUploading uploading,
      CampaignReading reading,
      Authorities authorities,
      CurrentActor actor) {
    this.planning = planning;
    this.uploading = uploading;
    this.reading = reading;
    this.authorities = authorities;
    this.actor = actor;
  }

  @GetMapping("/templates")
  String gallery(Model model) {
    reading.require(actor.require());
    model.addAttribute("templates", planning.templates());
    model.addAttribute(
        "mayUpload", !authorities.markets(actor.require().id(), Authority.CAMPAIGN).isEmpty());
    return "templates";
  }

  /** Takes a journey somebody drew; if it is refused, the page names everything to mend. */
  @PostMapping("/templates")
  ModelAndView upload(@RequestParam MultipartFile file, Model model, RedirectAttributes redirect)
      throws IOException {
    List<String> problems;
    try {
      if (file.getSize() > LARGEST) {
        throw new JourneyModelRefused(List.of("The file is larger than one megabyte."));
      }
      JourneyTemplate template =
          uploading.upload(new String(file.getBytes(), StandardCharsets.UTF_8), actor.require());
      redirect.addFlashAttribute(
          "notice", "\"" + template.title() + "\" is deployed and in the gallery.");
      return new ModelAndView("redirect:/templates#" + template.id());
    } catch (JourneyModelRefused refused) {
      problems = refused.problems();
    } catch (EngineUnavailable away) {
      problems = List.of("The workflow engine does not answer; nothing was deployed. Try again.");
    }
    ModelAndView page = new ModelAndView(gallery(model));
    page.addAllObjects(model.asMap());
    page.addObject("problems", problems);
    page.addObject("fileName", Optional.ofNullable(file.getOriginalFilename()).orElse("the file"));
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /** What the Modeler needs to draw journeys. */
  @GetMapping("/templates/element-templates.json")
  ResponseEntity<byte[]> elementTemplates() throws IOException {
    reading.require(actor.require());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header("Content-Disposition", "attachment; filename=\"medley-journey.json\"")
        .body(new ClassPathResource(ELEMENT_TEMPLATES).getContentAsByteArray());
  }

  @GetMapping("/templates/{id}/diagram")
  ResponseEntity<byte[]> diagram(@PathVariable String id) {
    reading.requireOverview(actor.require());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_XML)
        .body(planning.template(id).bpmnXml().getBytes(StandardCharsets.UTF_8));
  }
}
