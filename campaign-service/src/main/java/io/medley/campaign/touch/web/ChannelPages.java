package io.medley.campaign.touch.web;

import io.medley.campaign.channel.Channel;
import io.medley.campaign.channel.Channels;
import io.medley.campaign.channel.WebhookEndpoint;
import io.medley.campaign.channel.WebhookEndpoints;
import io.medley.campaign.channel.WebhookKeeping;
import io.medley.campaign.channel.WebhookRefusal;
import io.medley.campaign.touch.DeadLetters;
import io.medley.campaign.touch.RateKeeping;
import io.medley.campaign.touch.RateRefusal;
import io.medley.campaign.touch.Resending;
import io.medley.campaign.touch.TokenBucket;
import io.medley.campaign.touch.TokenBuckets;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How channels stand: what each can do, how fast it may send, webhooks, and what was given up. */
@Controller
class ChannelPages {

  private static final int SHOWN = 50;
  private static final int CALLS = 5;

  private final Channels channels;
  private final TokenBuckets buckets;
  private final RateKeeping rates;
  private final WebhookEndpoints endpoints;
  private final WebhookKeeping webhooks;
  private final DeadLetters letters;
  private final Resending resending;
  private final ChannelReading reading;
  private final CurrentActor actor;
  private final Clock clock;
  private final RealTime realTime;

  ChannelPages(
      Channels channels,
      TokenBuckets buckets,
      RateKeeping rates,
      WebhookEndpoints endpoints,
      WebhookKeeping webhooks,
      DeadLetters letters,
      Resending resending,
      ChannelReading reading,
      CurrentActor actor,
      Clock clock,
      RealTime realTime) {
    this.channels = channels;
    this.buckets = buckets;
    this.rates = rates;
    this.endpoints = endpoints;
    this.webhooks = webhooks;
    this.letters = letters;
    this.resending = resending;
    this.reading = reading;
    this.actor = actor;
    this.clock = clock;
    this.realTime = realTime;
  }

  /** A channel as the page shows it. */
  record Row(
      String name, String sender, boolean canBeAsked, @Nullable Integer attempts, long waiting) {}

  /**
   * A rate as the page shows it.
   *
   * @param free messages that might leave now
   */
  record RateRow(TokenBucket bucket, long free) {}

  /**
   * A webhook as the page shows it.
   *
   * @param twoSecrets whether the secret before the newest one still signs
   */
  record WebhookRow(
      WebhookEndpoint endpoint, boolean twoSecrets, List<WebhookEndpoints.Attempt> calls) {}

  @GetMapping("/channels")
  String page(Model model) {
    reading.require();
    fill(model);
    return "channels";
  }

  @PostMapping("/channels/rates")
  ModelAndView set(
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "*") String sender,
      @RequestParam(defaultValue = "*") String country,
      @RequestParam(defaultValue = "0") int capacity,
      @RequestParam(defaultValue = "0") double perMinute,
      RedirectAttributes redirect,
      Model model) {
    return acted(
        () -> {
          rates.set(channel, sender, country, capacity, perMinute, actor.require());
          return Optional.empty();
        },
        "Set. It is in force with the next message.",
        redirect,
        model);
  }

  @PostMapping("/channels/rates/remove")
  ModelAndView remove(
      @RequestParam String channel,
      @RequestParam String sender,
      @RequestParam String country,
      RedirectAttributes redirect,
      Model model) {
    return acted(
        () -> {
          rates.remove(channel, sender, country, actor.require());
          return Optional.empty();
        },
        "Removed: nothing of it slows the channel any more.",
        redirect,
        model);
  }

  @PostMapping("/channels/webhooks")
  ModelAndView add(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "*") String country,
      @RequestParam(defaultValue = "") String url,
      @RequestParam(defaultValue = "") String lookupUrl,
      RedirectAttributes redirect,
      Model model) {
    return acted(
        () -> Optional.of(webhooks.add(name, country, url, lookupUrl, actor.require()).secret()),
        "Added. Give the secret to whoever receives the calls; it is shown here once.",
        redirect,
        model);
  }

  @PostMapping("/channels/webhooks/{id}/rotate")
  ModelAndView rotate(@PathVariable UUID id, RedirectAttributes redirect, Model model) {
    return acted(
        () -> Optional.of(webhooks.rotate(id, actor.require()).secret()),
        "Rotated. Both secrets sign for a day; then only the new one does.",
        redirect,
        model);
  }

  @PostMapping("/channels/webhooks/{id}/retire")
  ModelAndView retire(@PathVariable UUID id, RedirectAttributes redirect, Model model) {
    return acted(
        () -> {
          webhooks.retire(id, actor.require());
          return Optional.empty();
        },
        "Retired: it is not called any more.",
        redirect,
        model);
  }

  /** Sends one message again, or all that were given up on a channel. */
  @PostMapping("/channels/dead-letters/resends")
  ModelAndView resend(
      @RequestParam(defaultValue = "") String sendKey,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String why,
      RedirectAttributes redirect,
      Model model) {
    try {
      if (sendKey.isEmpty()) {
        int messages = resending.resendAll(channel, why, actor.require());
        redirect.addFlashAttribute(
            "notice",
            messages == 0
                ? "Nothing of this channel is left that you may send again."
                : messages + " messages go through the gate again.");
      } else {
        resending.resend(sendKey, why, actor.require());
        redirect.addFlashAttribute("notice", "It goes through the gate again.");
      }
      return new ModelAndView("redirect:/channels#dead-letters");
    } catch (Refusal refused) {
      return again(refused, model);
    }
  }

  /** Acts and tells, once, of a secret that came of it; or shows the page again with the reason. */
  private ModelAndView acted(
      Supplier<Optional<String>> act, String notice, RedirectAttributes redirect, Model model) {
    try {
      act.get().ifPresent(secret -> redirect.addFlashAttribute("secret", secret));
      redirect.addFlashAttribute("notice", notice);
      return new ModelAndView("redirect:/channels");
    } catch (RateRefusal | WebhookRefusal refused) {
      return again(refused, model);
    }
  }

  private ModelAndView again(Refusal refused, Model model) {
    fill(model);
    model.addAttribute("refused", refused.getMessage());
    ModelAndView again = new ModelAndView("channels", model.asMap());
    again.setStatus(HttpStatus.valueOf(refused.type().status()));
    return again;
  }

  private void fill(Model model) {
    Instant now = clock.instant();
    Map<String, Long> waiting = letters.waiting();
    model.addAttribute(
        "channels", channels.all().stream().map(channel -> row(channel, waiting)).toList());
    model.addAttribute(
        "rates",
        buckets.all().stream()
            .map(bucket -> new RateRow(bucket, (long) bucket.available(now)))
            .toList());
    Instant real = realTime.now();
    model.addAttribute(
        "webhooks",
        endpoints.all().stream()
            .map(
                endpoint ->
                    new WebhookRow(
                        endpoint,
                        endpoint.previousUntil() != null && real.isBefore(endpoint.previousUntil()),
                        endpoints.attempts(endpoint.id(), CALLS)))
            .toList());
    List<DeadLetters.DeadLetter> given = letters.newest(SHOWN);
    model.addAttribute("letters", given);
    model.addAttribute(
        "stuckChannels",
        given.stream()
            .filter(letter -> letter.again() == null)
            .map(DeadLetters.DeadLetter::channel)
            .distinct()
            .toList());
    model.addAttribute("mayChange", reading.mayChange());
  }

  private static Row row(Channel channel, Map<String, Long> waiting) {
    return new Row(
        channel.name(),
        channel.sender(),
        channel.lookup().isPresent(),
        channel.mostAttempts() == Integer.MAX_VALUE ? null : channel.mostAttempts(),
        waiting.getOrDefault(channel.name(), 0L));
  }
}
