package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.platform.security.CurrentActor;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The gallery of journey templates. */
@Controller
class TemplatePages {

  private final CampaignPlanning planning;
  private final CampaignReading reading;
  private final CurrentActor actor;

  TemplatePages(CampaignPlanning planning, CampaignReading reading, CurrentActor actor) {
    this.planning = planning;
    this.reading = reading;
    this.actor = actor;
  }

  @GetMapping("/templates")
  String gallery(Model model) {
    reading.require(actor.require());
    model.addAttribute("templates", planning.templates());
    return "templates";
  }

  @GetMapping("/templates/{id}/diagram")
  ResponseEntity<byte[]> diagram(@PathVariable String id) {
    reading.require(actor.require());
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_XML)
        .body(planning.template(id).bpmnXml().getBytes(StandardCharsets.UTF_8));
  }
}
