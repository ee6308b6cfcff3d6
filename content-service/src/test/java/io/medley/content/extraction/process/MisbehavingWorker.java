package io.medley.content.extraction.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reading process that does what its file says: hostile files make real ones behave like this.
 */
public final class MisbehavingWorker {

  private MisbehavingWorker() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode job = JsonMapper.builder().build().readTree(line);
      Path output = Path.of(job.path("output").asString());
      switch (Files.readString(Path.of(job.path("file").asString())).strip()) {
        case "loop" -> {
          while (System.nanoTime() != 0) {
            Thread.onSpinWait();
          }
        }
        case "memory" -> {
          List<byte[]> hoard = new ArrayList<>();
          while (hoard.size() < Integer.MAX_VALUE) {
            hoard.add(new byte[1 << 20]);
          }
        }
        case "crash" -> Runtime.getRuntime().halt(134);
        case "flood" -> {
          byte[] megabyte = new byte[1 << 20];
          for (int i = 0; ; i++) {
            Files.write(output.resolve("junk-" + i), megabyte);
          }
        }
        case "lie" -> Files.writeString(output.resolve("result.json"), "{\"file\": 7");
        default ->
            Files.writeString(
                output.resolve("result.json"),
                "{\"file\":{\"format\":\"text/plain\",\"sections\":[],\"links\":[],\"remarks\":[],\"properties\":{},\"pages\":[],\"html\":\"\"}}");
      }
      System.out.println("done");
    }
  }
}
