package io.medley.campaign.measure.web;

import io.medley.campaign.channel.HookSignature;
import io.medley.campaign.channel.SmsSettings;
import io.medley.campaign.measure.HookRefusal;
import io.medley.campaign.measure.TextAnswers;
import io.medley.platform.time.RealTime;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the SMS provider calls: delivery receipts and answers of readers. No sign-in: the signature
 * over the bytes of the body proves who calls.
 */
@RestController
class SmsHooks {

  private static final int LARGEST = 64 * 1024;

  private final TextAnswers answers;
  private final SmsSettings settings;
  private final RealTime realTime;
  private final JsonMapper json;

  SmsHooks(TextAnswers answers, SmsSettings settings, RealTime realTime, JsonMapper json) {
    this.answers = answers;
    this.settings = settings;
    this.realTime = realTime;
    this.json = json;
  }

  /** {@code {"id", "messageId", "state", "detail"}}. */
  @PostMapping("/hooks/sms/receipts")
  TextAnswers.Read receipt(
      @RequestHeader(name = HookSignature.HEADER, defaultValue = "") String signature,
      @RequestBody byte[] body) {
    JsonNode call = proved(signature, body);
    return answers.delivered(
        new TextAnswers.Receipt(
            text(call, "id"),
            text(call, "messageId"),
            text(call, "state"),
            call.path("detail").asString("")));
  }

  /** {@code {"id", "from", "text"}}. */
  @PostMapping("/hooks/sms/answers")
  TextAnswers.Read answer(
      @RequestHeader(name = HookSignature.HEADER, defaultValue = "") String signature,
      @RequestBody byte[] body) {
    JsonNode call = proved(signature, body);
    return answers.answered(
        new TextAnswers.Answer(
            text(call, "id"), text(call, "from"), call.path("text").asString("")));
  }

  private JsonNode proved(String signature, byte[] body) {
    String secret = settings.signingSecret();
    Optional<String> against =
        secret == null || secret.isBlank()
            ? Optional.of("No secret is shared with an SMS provider.")
            : HookSignature.against(signature, secret, realTime.now(), body);
    if (against.isPresent()) {
      throw new HookRefusal.NotTheirs(against.get());
    }
    if (body.length > LARGEST) {
      throw new HookRefusal.Unreadable("at most 64 KB");
    }
    try {
      return json.readTree(body);
    } catch (JacksonException unreadable) {
      throw new HookRefusal.Unreadable("a JSON object");
    }
  }

  private static String text(JsonNode call, String name) {
    String value = call.path(name).asString("");
    if (value.isEmpty()) {
      throw new HookRefusal.Unreadable("with a text as \"" + name + "\"");
    }
    return value;
  }
}
