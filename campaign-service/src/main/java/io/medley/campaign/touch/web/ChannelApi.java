package io.medley.campaign.touch.web;

import io.medley.campaign.channel.WebhookEndpoint;
import io.medley.campaign.channel.WebhookEndpoints;
import io.medley.campaign.channel.WebhookKeeping;
import io.medley.campaign.touch.DeadLetters;
import io.medley.campaign.touch.RateKeeping;
import io.medley.campaign.touch.Resending;
import io.medley.campaign.touch.TokenBucket;
import io.medley.campaign.touch.TokenBuckets;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rates, webhooks and dead letters for programs. */
@RestController
@RequestMapping("/api/channels")
class ChannelApi {

  private static final int MOST = 500;

  private final TokenBuckets buckets;
  private final RateKeeping rates;
  private final WebhookEndpoints endpoints;
  private final WebhookKeeping webhooks;
  private final DeadLetters letters;
  private final Resending resending;
  private final ChannelReading reading;
  private final CurrentActor actor;

  ChannelApi(
      TokenBuckets buckets,
      RateKeeping rates,
      WebhookEndpoints endpoints,
      WebhookKeeping webhooks,
      DeadLetters letters,
      Resending resending,
      ChannelReading reading,
      CurrentActor actor) {
    this.buckets = buckets;
    this.rates = rates;
    this.endpoints = endpoints;
    this.webhooks = webhooks;
    this.letters = letters;
    this.resending = resending;
    this.reading = reading;
    this.actor = actor;
  }

  /** A rate to be set. */
  record Rate(String channel, String sender, String country, int capacity, double perMinute) {}

  /** An endpoint to be added. */
  record Endpoint(String name, String country, String url, @Nullable String lookupUrl) {}

  @GetMapping("/rates")
  List<TokenBucket> rates() {
    reading.require();
    return buckets.all();
  }

  @PutMapping("/rates")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void set(@RequestBody Rate rate) {
    rates.set(
        rate.channel(),
        rate.sender(),
        rate.country(),
        rate.capacity(),
        rate.perMinute(),
        actor.require());
  }

  @DeleteMapping("/rates")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @RequestParam String channel, @RequestParam String sender, @RequestParam String country) {
    rates.remove(channel, sender, country, actor.require());
  }

  @GetMapping("/webhooks")
  List<WebhookEndpoint> webhooks() {
    reading.require();
    return endpoints.all();
  }

  @PostMapping("/webhooks")
  @ResponseStatus(HttpStatus.CREATED)
  WebhookKeeping.WithSecret add(@RequestBody Endpoint endpoint) {
    return webhooks.add(
        endpoint.name(), endpoint.country(), endpoint.url(), endpoint.lookupUrl(), actor.require());
  }

  @PostMapping("/webhooks/{id}/rotation")
  WebhookKeeping.WithSecret rotate(@PathVariable UUID id) {
    return webhooks.rotate(id, actor.require());
  }

  @DeleteMapping("/webhooks/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void retire(@PathVariable UUID id) {
    webhooks.retire(id, actor.require());
  }

  @GetMapping("/webhooks/{id}/attempts")
  List<WebhookEndpoints.Attempt> attempts(@PathVariable UUID id) {
    reading.require();
    return endpoints.attempts(id, MOST);
  }

  @GetMapping("/dead-letters")
  List<DeadLetters.DeadLetter> deadLetters() {
    reading.require();
    return letters.newest(MOST);
  }

  /**
   * What is sent again, and why.
   *
   * @param sendKey one message; null = all that were given up on the channel
   */
  record Again(@Nullable String sendKey, @Nullable String channel, @Nullable String why) {}

  /** How many are sent again. */
  record Resent(int messages) {}

  @PostMapping("/dead-letters/resends")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Resent resend(@RequestBody Again again) {
    String why = again.why() == null ? "" : again.why();
    if (again.sendKey() == null) {
      String channel = again.channel() == null ? "" : again.channel();
      return new Resent(resending.resendAll(channel, why, actor.require()));
    }
    resending.resend(again.sendKey(), why, actor.require());
    return new Resent(1);
  }
}
