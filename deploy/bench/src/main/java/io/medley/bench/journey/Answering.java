package io.medley.bench.journey;

import io.medley.seed.demo.MailSinkPages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.springframework.jdbc.core.simple.JdbcClient;

/** HCPs who follow the link of the mail they got, one after the other. */
final class Answering {

  /** Clicks not counted: the first of their kind on this stack. */
  private static final int WARM_UP = 10;

  private final RunningStack stack;
  private final JdbcClient sql;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  Answering(RunningStack stack) {
    this.stack = stack;
    this.sql = stack.campaigns();
  }

  /** Milliseconds from each click to the next send of the same journey, by the database's clock. */
  List<Double> clicks(UUID campaign, int most) throws Exception {
    Map<String, UUID> journeys =
        sql
            .sql(
                """
                select trim(both '<>' from message_id), enrolment_id from send
                where campaign_id = ? and state = 'SENT'
                """)
            .param(campaign)
            .query((row, _) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    MailSinkPages sink = new MailSinkPages(stack.url("mail"));
    List<Double> millis = new ArrayList<>();
    for (MailSinkPages.Mail mail : sink.mails()) {
      UUID journey = journeys.get(mail.messageId());
      if (journey == null || millis.size() == most + WARM_UP) {
        continue;
      }
      Element link = Jsoup.parse(sink.html(mail)).selectFirst("a[href*=/t/c/]");
      if (link != null) {
        millis.add(click(URI.create(link.attr("href")), journey));
      }
    }
    if (millis.size() < WARM_UP + most / 2) {
      throw new IllegalStateException(
          "Only %d mails with a link were found".formatted(millis.size()));
    }
    return millis.subList(WARM_UP, millis.size());
  }

  private double click(URI link, UUID journey) throws Exception {
    OffsetDateTime before =
        sql.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
    http.send(
        HttpRequest.newBuilder(link)
            .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0")
            .build(),
        HttpResponse.BodyHandlers.discarding());
    MeasuredCampaigns.await("the answer to a click", () -> sends(journey) > 1);
    OffsetDateTime claimed =
        sql.sql("select max(claimed_at) from send where enrolment_id = ?")
            .param(journey)
            .query(OffsetDateTime.class)
            .single();
    return Duration.between(before, Objects.requireNonNull(claimed)).toNanos() / 1e6;
  }

  private long sends(UUID journey) {
    return sql.sql("select count(*) from send where enrolment_id = ?")
        .param(journey)
        .query(Long.class)
        .single();
  }
}
