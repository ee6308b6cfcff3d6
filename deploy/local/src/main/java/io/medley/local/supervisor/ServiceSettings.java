package io.medley.local.supervisor;

import io.medley.local.PostgresServer;
import io.medley.local.StackHome;
import io.medley.local.ZeebeBroker;
import io.medley.local.sms.SmsSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment a service is started with; nothing of it is in the service's jar. Lines {@code
 * NAME=VALUE} of {@code settings/content.env} and {@code settings/campaign.env} in the stack's
 * folder win over what the stack says.
 */
final class ServiceSettings {

  private final StackHome home;
  private final Addresses addresses;

  ServiceSettings(StackHome home, Addresses addresses) {
    this.home = home;
    this.addresses = addresses;
  }

  /** For {@code --migrate}: nothing but the database, as its owner. */
  Map<String, String> migrating(String service, PostgresServer.Database database) {
    Map<String, String> environment = folders(service);
    database(environment, database, database.owner());
    return environment;
  }

  /** For the service itself and its other commands: the database as the role that owns nothing. */
  Map<String, String> running(
      String service, PostgresServer.Database database, URI elasticsearch, ZeebeBroker broker) {
    Map<String, String> environment = folders(service);
    database(environment, database, database.app());
    URI self = service.equals("content") ? addresses.content() : addresses.campaign();
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(self.getPort()));
    environment.put("SERVER_SHUTDOWN", "graceful");
    environment.put("MEDLEY_ELASTICSEARCH_URL", elasticsearch.toString());
    environment.put("CAMUNDA_CLIENT_GRPCADDRESS", broker.grpcAddress().toString());
    environment.put("CAMUNDA_CLIENT_RESTADDRESS", broker.restAddress().toString());
    environment.put("MEDLEY_SIGNIN_ISSUER", addresses.signIn().toString());
    environment.put("MEDLEY_SIGNIN_CLIENTID", service);
    environment.put("MEDLEY_SIGNIN_CLIENTSECRET", clientSecret(service));
    environment.put("MEDLEY_URLS_CONTENT", addresses.content().toString());
    environment.put("MEDLEY_URLS_CAMPAIGN", addresses.campaign().toString());
    environment.put("MEDLEY_URLS_TASKLIST", addresses.tasklist().toString());
    environment.put("MEDLEY_URLS_MAIL", addresses.mail().toString());
    environment.put("MEDLEY_URLS_SIGNIN", addresses.signIn().toString());
    environment.put("SPRING_MAIL_HOST", "127.0.0.1");
    environment.put("SPRING_MAIL_PORT", Integer.toString(home.port("mail.smtp")));
    environment.put("MEDLEY_BOOTSTRAPADMINISTRATOR", "ada.admin");
    if (service.equals("content")) {
      environment.put("MEDLEY_USAGE_URL", addresses.campaign().toString());
      environment.put("MEDLEY_USAGE_ISSUER", addresses.signIn().toString());
      environment.put("MEDLEY_USAGE_CLIENTID", "content-service");
      environment.put("MEDLEY_USAGE_CLIENTSECRET", clientSecret("content-service"));
    }
    if (service.equals("campaign")) {
      environment.put("MEDLEY_SMTP_HOST", "127.0.0.1");
      environment.put("MEDLEY_SMTP_PORT", Integer.toString(home.port("mail.smtp")));
      environment.put("MEDLEY_MAILLOOKUP_URL", addresses.mail() + "/api/mails");
      environment.put("MEDLEY_WEBHOOK_ALLOWLOOPBACK", "true");
      environment.put("MEDLEY_SMS_URL", addresses.sms().toString());
      environment.put("MEDLEY_SMS_TOKEN", SmsSink.token(home));
      environment.put("MEDLEY_SMS_SIGNINGSECRET", SmsSink.signingSecret(home));
      environment.put("MEDLEY_FEED_URL", addresses.content().toString());
      environment.put("MEDLEY_FEED_ISSUER", addresses.signIn().toString());
      environment.put("MEDLEY_FEED_CLIENTID", "campaign-service");
      environment.put("MEDLEY_FEED_CLIENTSECRET", clientSecret("campaign-service"));
    }
    environment.putAll(own(service));
    return environment;
  }

  private Map<String, String> own(String service) {
    Path file = home.folder().resolve("settings").resolve(service + ".env");
    if (!Files.exists(file)) {
      return Map.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(
              line -> {
                if (line.indexOf('=') < 1) {
                  throw new IllegalArgumentException(
                      "%s: write NAME=VALUE instead of \"%s\"".formatted(file, line));
                }
                return line.split("=", 2);
              })
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, last) -> last));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps the running environment for {@code ./medley reindex} and {@code verify-audit}, readable
   * by its owner only.
   */
  void keep(String service, Map<String, String> environment) {
    try {
      Path file = Files.createDirectories(home.folder().resolve("env")).resolve(service + ".env");
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          file,
          environment.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining("\n", "", "\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String clientSecret(String clientId) {
    return home.secret("sign-in." + clientId);
  }

  private Map<String, String> folders(String service) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("MEDLEY_STORE_FOLDER", home.data("objects").toString());
    environment.put("MEDLEY_KEYS_FOLDER", home.data(service + "-keys").toString());
    environment.put("MEDLEY_AUDIT_ROOTSFOLDER", home.data(service + "-audit-roots").toString());
    return environment;
  }

  private static void database(
      Map<String, String> environment, PostgresServer.Database database, PostgresServer.Login as) {
    environment.put("SPRING_DATASOURCE_URL", database.jdbcUrl());
    environment.put("SPRING_DATASOURCE_USERNAME", as.user());
    environment.put("SPRING_DATASOURCE_PASSWORD", as.password());
    environment.put("MEDLEY_DATABASE_APPROLE", database.app().user());
  }
}
