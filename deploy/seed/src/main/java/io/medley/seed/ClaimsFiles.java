package io.medley.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The claims that are seeded, and the invented publications they rest on. */
public final class ClaimsFiles {

  /** Keys of the references that have a file. */
  public static final List<String> REFERENCES = List.of("zel-spc", "zeal-1", "zeal-2");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ClaimsFiles() {}

  /** The claims as rows of an import. */
  public static JsonNode claims() {
    try (InputStream in = resource("/seed/claims.json")) {
      return JSON.readTree(in);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Writes the file of a reference.
   *
   * @param folder where to; the caller removes it
   */
  public static Path reference(String id, Path folder) {
    try (InputStream in = resource("/seed/references/" + id + ".html")) {
      return Files.write(folder.resolve(id + ".html"), in.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        ClaimsFiles.class.getResourceAsStream(name), name + " is missing from the seed module");
  }
}
