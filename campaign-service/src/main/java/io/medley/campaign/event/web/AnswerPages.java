package io.medley.campaign.event.web;

import io.medley.campaign.event.EventRefusal;
import io.medley.campaign.event.MessageAnswers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where an HCP says whether a message answered their question; by a signed link, no sign-in. */
@Controller
@RequestMapping("/preferences/answer/{token}")
class AnswerPages {

  private final MessageAnswers answers;

  AnswerPages(MessageAnswers answers) {
    this.answers = answers;
  }

  @GetMapping
  String page(@PathVariable String token, Model model) {
    answers.require(token);
    return shown(token, "", model);
  }

  @PostMapping("/yes")
  String yes(@PathVariable String token, Model model) {
    answers.yes(token);
    return shown(token, "yes", model);
  }

  @PostMapping("/question")
  String question(
      @PathVariable String token, @RequestParam(defaultValue = "") String words, Model model) {
    try {
      answers.question(token, words);
      return shown(token, "question", model);
    } catch (EventRefusal.EventUnusable unusable) {
      model.addAttribute("refused", unusable.getMessage());
      return shown(token, "", model);
    }
  }

  private static String shown(String token, String said, Model model) {
    model.addAttribute("token", token);
    model.addAttribute("said", said);
    return "answer";
  }
}
