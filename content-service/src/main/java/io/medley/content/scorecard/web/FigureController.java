package io.medley.content.scorecard.web;

import io.medley.content.scorecard.Chart;
import io.medley.content.scorecard.Figure;
import io.medley.content.scorecard.ReviewFigures;
import io.medley.content.scorecard.ReviewFigures.By;
import io.medley.content.scorecard.ReviewFigures.Seen;
import io.medley.content.scorecard.Risk;
import io.medley.content.scorecard.ToDo;
import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.CurrentActor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What to do about how reviews go; the figures behind it one level down. */
@Controller
class FigureController {

  private static final List<Integer> WINDOWS = List.of(30, 90, 365);
  private static final int USUAL = 90;
  private static final int RISKS = 50;

  private final ReviewFigures figures;
  private final CurrentActor actor;

  FigureController(ReviewFigures figures, CurrentActor actor) {
    this.figures = figures;
    this.actor = actor;
  }

  /** A wish that names nothing the figures know. */
  static final class WishUnknown extends Refusal {
    WishUnknown(String what, String wish, String known) {
      super(
          new ProblemType("figures-wish-unknown", 400, "The figures do not know this"),
          "“%s” is no %s. Known: %s.".formatted(wish, what, known));
    }
  }

  @GetMapping("/figures")
  String figures(
      @RequestParam(defaultValue = "" + USUAL) int days,
      @RequestParam(defaultValue = "lane") String by,
      Model model) {
    Seen seen = seen(days);
    By which = by(by);
    List<Risk> risks = figures.risks(seen);
    model.addAttribute("toDo", figures.toDo(seen));
    model.addAttribute("risks", risks.stream().limit(RISKS).toList());
    model.addAttribute("moreRisks", Math.max(0, risks.size() - RISKS));
    model.addAttribute("figures", figures.figures(seen, which));
    model.addAttribute("by", by);
    model.addAttribute("days", days);
    model.addAttribute("windows", WINDOWS);
    model.addAttribute("everything", seen.everything());
    return "scorecard/figures";
  }

  @GetMapping("/figures/charts")
  String charts(@RequestParam(defaultValue = "" + USUAL) int days, Model model) {
    model.addAttribute("charts", figures.charts(seen(days)));
    model.addAttribute("days", days);
    model.addAttribute("windows", WINDOWS);
    return "scorecard/charts";
  }

  /** The table as a file for a spreadsheet. */
  @GetMapping({"/figures.csv", "/api/figures.csv"})
  ResponseEntity<byte[]> csv(
      @RequestParam(defaultValue = "" + USUAL) int days,
      @RequestParam(defaultValue = "lane") String by)
      throws java.io.IOException {
    StringBuilder out = new StringBuilder();
    try (CSVPrinter csv =
        new CSVPrinter(
            out,
            CSVFormat.RFC4180
                .builder()
                .setHeader(
                    by,
                    "open",
                    "signed",
                    "late",
                    "median_wait_working_days",
                    "median_work_working_days",
                    "median_total_working_days",
                    "came_back",
                    "rounds",
                    "first_pass_rate")
                .get())) {
      for (Figure figure : figures.figures(seen(days), by(by))) {
        csv.printRecord(
            safe(figure.name()),
            figure.open(),
            figure.signed(),
            figure.late(),
            decimal(figure.waitDays()),
            decimal(figure.workDays()),
            decimal(figure.totalDays()),
            figure.cameBack(),
            decimal(figure.rounds()),
            decimal(figure.firstPassRate()));
      }
    }
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"review-figures-%s-%d-days.csv\"".formatted(by, days))
        .body(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/api/figures")
  @ResponseBody
  List<Figure> api(
      @RequestParam(defaultValue = "" + USUAL) int days,
      @RequestParam(defaultValue = "lane") String by) {
    return figures.figures(seen(days), by(by));
  }

  @GetMapping("/api/figures/to-do")
  @ResponseBody
  List<ToDo> toDo(@RequestParam(defaultValue = "" + USUAL) int days) {
    return figures.toDo(seen(days));
  }

  @GetMapping("/api/figures/risks")
  @ResponseBody
  List<Risk> risks(@RequestParam(defaultValue = "" + USUAL) int days) {
    return figures.risks(seen(days));
  }

  @GetMapping("/api/figures/charts")
  @ResponseBody
  List<Chart> charts(@RequestParam(defaultValue = "" + USUAL) int days) {
    return figures.charts(seen(days));
  }

  private Seen seen(int days) {
    if (days < 1 || days > 3_660) {
      throw new WishUnknown("stretch of days", Integer.toString(days), "1 to 3660");
    }
    return figures.seen(actor.require(), days);
  }

  private static By by(String name) {
    Map<String, By> known =
        Map.of(
            "lane", By.LANE,
            "person", By.PERSON,
            "market", By.MARKET,
            "tier", By.TIER,
            "lane-and-market", By.LANE_AND_MARKET);
    By found = known.get(name.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw new WishUnknown(
          "way to tell figures apart",
          name,
          String.join(", ", Arrays.asList("lane", "person", "market", "tier", "lane-and-market")));
    }
    return found;
  }

  /** A spreadsheet must not take a name for a formula. */
  private static String safe(String name) {
    return name.isEmpty() || "=+-@\t\r".indexOf(name.charAt(0)) < 0 ? name : "'" + name;
  }

  private static String decimal(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.3f", value);
  }
}
