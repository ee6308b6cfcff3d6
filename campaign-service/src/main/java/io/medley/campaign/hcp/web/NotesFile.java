package io.medley.campaign.hcp.web;

import io.medley.campaign.hcp.HcpImports;
import io.medley.campaign.hcp.ImportRun;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** The report of an import as a file, sent as it is read. */
final class NotesFile {

  private NotesFile() {}

  static void send(HcpImports imports, ImportRun run, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/csv");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("import-" + run.id() + "-report.csv")
            .build()
            .toString());
    imports.writeNotes(run.id(), response.getWriter());
  }
}
