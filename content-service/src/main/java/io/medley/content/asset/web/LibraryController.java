package io.medley.content.asset.web;

import io.medley.content.asset.Library;
import io.medley.content.asset.LibraryPage;
import io.medley.content.asset.LibraryQuery;
import io.medley.content.asset.VersionState;
import io.medley.content.product.ProductMaster;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The library: every version this person may see, with filters in the address. */
@Controller
class LibraryController {

  private static final int PAGE = 40;

  private final Library library;
  private final ProductMaster master;
  private final Vocabularies vocabularies;
  private final CurrentActor actor;

  LibraryController(
      Library library, ProductMaster master, Vocabularies vocabularies, CurrentActor actor) {
    this.library = library;
    this.master = master;
    this.vocabularies = vocabularies;
    this.actor = actor;
  }

  @GetMapping("/library")
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "0") int offset,
      Model model) {
    Actor person = actor.require();
    Set<VersionState> states = known(state) ? Set.of(VersionState.valueOf(state)) : Set.of();
    int from = Math.max(0, offset);
    LibraryPage found =
        library.search(new LibraryQuery(q, null, states, market, brand, from, PAGE), person);
    model.addAttribute("found", found);
    model.addAttribute("q", q);
    model.addAttribute("state", state);
    model.addAttribute("market", market);
    model.addAttribute("brand", brand);
    model.addAttribute("states", VersionState.values());
    model.addAttribute("markets", vocabularies.terms(Vocabulary.MARKET));
    model.addAttribute("channels", vocabularies.labels(Vocabulary.CHANNEL));
    model.addAttribute("brands", master.current().brands());
    model.addAttribute("showsAgency", person.agency() == null);
    model.addAttribute("filtered", !(q + state + market + brand).isEmpty());
    model.addAttribute("previous", from > 0 ? address(Math.max(0, from - PAGE)) : null);
    model.addAttribute("next", from + PAGE < found.total() ? address(from + PAGE) : null);
    model.addAttribute("from", found.total() == 0 ? 0 : from + 1);
    model.addAttribute("to", from + found.versions().size());
    return "asset/library";
  }

  private static boolean known(String state) {
    for (VersionState value : VersionState.values()) {
      if (value.name().equals(state)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String address(int offset) {
    return ServletUriComponentsBuilder.fromCurrentRequest()
        .replaceQueryParam("offset", offset)
        .build()
        .encode()
        .toUriString();
  }
}
