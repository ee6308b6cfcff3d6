package io.medley.bench.journey;

import io.medley.seed.hcp.HcpList;
import io.medley.seed.http.Api;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** A long list of made-up HCPs, written to a file and sent as one. */
final class ImportedFile {

  private static final int PEOPLE_AT_A_TIME = 10_000;

  private final Api marketer;

  ImportedFile(Api marketer) {
    this.marketer = marketer;
  }

  /** Sends that many people; answers the import as it is then. */
  JsonNode send(int people) throws IOException {
    Path file = Files.createTempFile("hcps", ".csv");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        int header = (HcpList.HEADER + "\n").getBytes(StandardCharsets.UTF_8).length;
        long run = System.currentTimeMillis() / 1000 % 100_000;
        for (int i = 0; i * PEOPLE_AT_A_TIME < people; i++) {
          byte[] some =
              HcpList.csv(
                  Math.min(PEOPLE_AT_A_TIME, people - i * PEOPLE_AT_A_TIME),
                  run + "%03d".formatted(i),
                  i);
          out.write(i == 0 ? some : Arrays.copyOfRange(some, header, some.length));
        }
      }
      return marketer.post("/api/hcps/imports?name=many.csv", "text/csv", file);
    } finally {
      Files.delete(file);
    }
  }
}
