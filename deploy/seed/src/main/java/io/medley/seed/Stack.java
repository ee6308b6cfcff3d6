package io.medley.seed;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where everything of a running stack is, as its supervisor wrote it down. */
public final class Stack {

  private final Path file;
  private final JsonNode json;

  private Stack(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Reads the description of the stack that runs.
   *
   * @throws IllegalStateException when nothing runs, with a sentence that says what to do
   */
  public static Stack read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException("No stack is running here: start it with ./medley up.");
    }
    return new Stack(file, JsonMapper.builder().build().readTree(file));
  }

  /** The folder the stack keeps its files in. */
  public Path home() {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  /** The address of one of {@code content, campaign, tasklist, mail, signIn, elasticsearch}. */
  public URI url(String name) {
    return URI.create(text("urls", name));
  }

  /** The owner's way into the database of {@code content} or {@code campaign}. */
  public Database database(String service) {
    return new Database(
        text("databases", service, "url"),
        text("databases", service, "user"),
        text("databases", service, "password"));
  }

  /** The password of a demo person. */
  public String password(String person) {
    for (JsonNode entry : json.path("people")) {
      if (entry.path("user").asString().equals(person)) {
        return entry.path("password").asString();
      }
    }
    throw new IllegalStateException(file + " names no person " + person + ".");
  }

  /** Where the mail sink writes its messages. */
  public Path mailFolder() {
    return Path.of(text("mailFolder"));
  }

  private String text(String... path) {
    JsonNode node = json;
    for (String step : path) {
      node = node.path(step);
    }
    if (!node.isString()) {
      throw new IllegalStateException(file + " says nothing about " + String.join(".", path) + ".");
    }
    return node.asString();
  }

  /** A JDBC address with the credentials to use. */
  public record Database(String url, String user, String password) {}
}
