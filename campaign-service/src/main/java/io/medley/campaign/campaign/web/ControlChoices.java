package io.medley.campaign.campaign.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.CampaignState;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.PausablePieces;
import io.medley.campaign.campaign.PlanningFacts;
import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.Channels;
import io.medley.campaign.touch.KillSwitches.Scope;
import io.medley.platform.page.Page;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.JourneyTemplate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What can be paused, in lists that people choose from by name. */
@Component
class ControlChoices {

  private static final int MOST_PIECES = 50;

  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final CampaignReading reading;
  private final PlanningFacts facts;
  private final PausablePieces pieces;
  private final Channels channels;
  private final CampaignViews views;
  private final Page page;

  ControlChoices(
      Campaigns campaigns,
      CampaignPlanning planning,
      CampaignReading reading,
      PlanningFacts facts,
      PausablePieces pieces,
      Channels channels,
      CampaignViews views,
      Page page) {
    this.campaigns = campaigns;
    this.planning = planning;
    this.reading = reading;
    this.facts = facts;
    this.pieces = pieces;
    this.channels = channels;
    this.views = views;
    this.page = page;
  }

  /**
   * One entry of a list.
   *
   * @param key as a switch names it
   * @param name as people say it
   */
  record Choice(String key, String name) {}

  /**
   * What was chosen.
   *
   * @param country of a brand or channel in one country; empty for all other scopes
   * @param which the campaign, brand, country, channel or piece
   */
  record Chosen(Scope scope, String country, String which) {

    /** Of the key of a switch. */
    static Chosen of(Scope scope, String key) {
      int slash = key.indexOf('/');
      return inCountry(scope) && slash >= 0
          ? new Chosen(scope, key.substring(0, slash), key.substring(slash + 1))
          : new Chosen(scope, "", key);
    }

    /** As a switch names it. */
    String key() {
      return country.isEmpty() ? which : country + "/" + which;
    }

    /** Whether a country has to be chosen besides. */
    static boolean inCountry(Scope scope) {
      return scope == Scope.BRAND_IN_COUNTRY || scope == Scope.CHANNEL_IN_COUNTRY;
    }
  }

  /**
   * What a person may pause, by name.
   *
   * @param words of a piece's title or job code; other scopes are short enough to be seen whole
   */
  List<Choice> of(Scope scope, String words, Actor by) {
    return switch (scope) {
      case ALL -> List.of();
      case CAMPAIGN ->
          campaigns.all().stream()
              .filter(campaign -> campaign.state() == CampaignState.LAUNCHED)
              .filter(campaign -> reading.mayCampaign(by, campaign))
              .map(campaign -> new Choice(campaign.id().toString(), campaign.plan().name()))
              .sorted(Comparator.comparing(Choice::name))
              .toList();
      case BRAND, BRAND_IN_COUNTRY -> brands();
      case COUNTRY -> countries(by);
      case CHANNEL, CHANNEL_IN_COUNTRY -> channels();
      case ASSET -> pieces.find(words, MOST_PIECES).stream().map(ControlChoices::piece).toList();
    };
  }

  /** Brands this service has heard of. */
  List<Choice> brands() {
    return Stream.concat(
            facts.brands().stream(),
            campaigns.all().stream().map(campaign -> campaign.plan().brandId()))
        .filter(brand -> !brand.isBlank())
        .distinct()
        .map(brand -> new Choice(brand, page.words(brand)))
        .sorted(Comparator.comparing(Choice::name))
        .toList();
  }

  /** Countries with HCPs or campaigns. */
  List<Choice> countries() {
    return Stream.concat(
            facts.countries().stream(),
            campaigns.all().stream().flatMap(campaign -> campaign.plan().countries().stream()))
        .distinct()
        .map(country -> new Choice(country, views.country(country)))
        .sorted(Comparator.comparing(Choice::name))
        .toList();
  }

  /** Those of them the person campaigns in. */
  List<Choice> countries(Actor by) {
    return countries().stream().filter(choice -> reading.mayCampaign(by, choice.key())).toList();
  }

  private List<Choice> channels() {
    return Stream.concat(
            channels.all().stream().map(Channel::name),
            planning.templates().stream()
                .flatMap(template -> template.steps().stream())
                .map(JourneyTemplate.Step::channel)
                .filter(Objects::nonNull))
        .distinct()
        .map(channel -> new Choice(channel, page.words(channel)))
        .sorted(Comparator.comparing(Choice::name))
        .toList();
  }

  private static Choice piece(PausablePieces.Piece piece) {
    return new Choice(piece.assetId(), piece.title() + " (" + piece.jobCode() + ")");
  }

  /** A piece that was chosen before the words were changed; empty if it can leave no more. */
  Optional<Choice> piece(String assetId) {
    return pieces.find(assetId).map(ControlChoices::piece);
  }

  /** Why a person cannot pause what they chose, in a sentence; empty if they can. */
  Optional<String> against(Chosen chosen, Actor by) {
    Scope scope = chosen.scope();
    if (scope == Scope.ALL) {
      return Optional.empty();
    } else if (Chosen.inCountry(scope)) {
      return foreign(chosen.country(), by).or(() -> stale(scope, chosen.which(), by));
    }
    return scope == Scope.COUNTRY ? foreign(chosen.which(), by) : stale(scope, chosen.which(), by);
  }

  private Optional<String> foreign(String country, Actor by) {
    if (country.isEmpty()) {
      return Optional.of("Choose a country.");
    } else if (named(countries(by), country)) {
      return Optional.empty();
    }
    return Optional.of(
        named(countries(), country)
            ? "%s: you run no campaigns there; somebody who does has to pause it."
                .formatted(views.country(country))
            : "There are no HCPs and no campaigns in that country. Choose one from the list.");
  }

  private Optional<String> stale(Scope scope, String which, Actor by) {
    return switch (scope) {
      case ALL, COUNTRY -> Optional.empty();
      case CAMPAIGN -> which.isEmpty() ? Optional.of("Choose a campaign.") : campaign(which, by);
      case BRAND, BRAND_IN_COUNTRY ->
          which.isEmpty()
              ? Optional.of("Choose a brand.")
              : unless(
                  named(brands(), which),
                  "There is no campaign and no approved piece of that brand. Choose one from the"
                      + " list.");
      case CHANNEL, CHANNEL_IN_COUNTRY ->
          which.isEmpty()
              ? Optional.of("Choose a channel.")
              : unless(
                  named(channels(), which),
                  "Nothing leaves by that channel. Choose one from the list.");
      case ASSET ->
          which.isEmpty()
              ? Optional.of("Search for the piece by its title, then choose it.")
              : unless(
                  pieces.find(which).isPresent(),
                  "No version of that piece can be sent any more. Search for the one you mean by"
                      + " its title.");
    };
  }

  private Optional<String> campaign(String id, Actor by) {
    Optional<Campaign> found = uuid(id).flatMap(uuid -> campaigns.find(new CampaignId(uuid)));
    if (found.isEmpty()) {
      return Optional.of("There is no such campaign. Choose one from the list.");
    }
    Campaign campaign = found.get();
    String name = campaign.plan().name();
    if (!reading.mayCampaign(by, campaign)) {
      return Optional.of(
          "“%s” runs where you run no campaigns: somebody who does has to pause it."
              .formatted(name));
    }
    return switch (campaign.state()) {
      case DRAFT ->
          Optional.of("“%s” is a draft: nothing of it leaves before its launch.".formatted(name));
      case STOPPED -> Optional.of("“%s” was stopped for good: nothing leaves.".formatted(name));
      case LAUNCHED -> Optional.empty();
    };
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static boolean named(List<Choice> choices, String key) {
    return choices.stream().anyMatch(choice -> choice.key().equals(key));
  }

  private static Optional<String> unless(boolean known, String sentence) {
    return known ? Optional.empty() : Optional.of(sentence);
  }
}
