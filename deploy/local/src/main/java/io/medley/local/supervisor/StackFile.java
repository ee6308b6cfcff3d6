package io.medley.local.supervisor;

import io.medley.local.DemoPerson;
import io.medley.local.PostgresServer;
import io.medley.local.StackHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code stack.json}: where everything of the running stack is, with credentials; there while it
 * runs, readable by its owner only.
 */
final class StackFile {

  private StackFile() {}

  static void write(
      StackHome home,
      Addresses addresses,
      URI elasticsearch,
      PostgresServer postgres,
      String feedSecret) {
    Map<String, Object> stack = new LinkedHashMap<>();
    stack.put(
        "urls",
        Map.of(
            "content", addresses.content().toString(),
            "campaign", addresses.campaign().toString(),
            "tasklist", addresses.tasklist().toString(),
            "mail", addresses.mail().toString(),
            "sms", addresses.sms().toString(),
            "signIn", addresses.signIn().toString(),
            "elasticsearch", elasticsearch.toString()));
    stack.put(
        "databases",
        Map.of("content", database(postgres.content()), "campaign", database(postgres.campaign())));
    stack.put("mailFolder", home.data("mails").toString());
    stack.put("people", DemoPerson.ALL.stream().map(StackFile::person).toList());
    stack.put(
        "signIn",
        Map.of(
            "issuer",
            addresses.signIn().toString(),
            "clientId",
            "campaign-service",
            "clientSecret",
            feedSecret));
    try {
      Path next = home.folder().resolve("stack.json.next");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          next, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(stack));
      Files.move(
          next, path(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(StackHome home) {
    return home.folder().resolve("stack.json");
  }

  private static Map<String, String> database(PostgresServer.Database database) {
    return Map.of(
        "url", database.jdbcUrl(),
        "user", database.owner().user(),
        "password", database.owner().password());
  }

  private static Map<String, Object> person(DemoPerson person) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("user", person.user());
    entry.put("password", person.password());
    entry.put("name", person.printedName());
    entry.put("roles", person.roles().stream().sorted().toList());
    person.agency().ifPresent(agency -> entry.put("agency", agency));
    return entry;
  }
}
