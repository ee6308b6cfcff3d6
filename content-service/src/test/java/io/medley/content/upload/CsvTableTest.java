package io.medley.content.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {

  @Test
  void shouldReadQuotesSeparatorsAndLinesAsProgramsWriteThem() {
    assertThat(
            CsvTable.read(
                "\ufefffile,title\r\na.pdf,\"One, \"\"two\"\"\nthree\"\r\n\r\n b.pdf , x\n"))
        .containsExactly(
            List.of("file", "title"),
            List.of("a.pdf", "One, \"two\"\nthree"),
            List.of("b.pdf", "x"));
    assertThat(CsvTable.read("file;title\na.pdf;x,y")).last().isEqualTo(List.of("a.pdf", "x,y"));
    assertThat(CsvTable.read("file,title\na.pdf,")).last().isEqualTo(List.of("a.pdf", ""));
    assertThat(CsvTable.read("")).isEmpty();
  }
}
