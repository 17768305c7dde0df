package dev.seaworthy.cli.format;

import dev.seaworthy.cli.pdf.PdfReport;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The page of {@link HtmlFormat} as a document to file: it says the same, for it is made of it. */
final class PdfFormat implements VerdictFormat {
  @Override
  public String name() {
    return "pdf";
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public boolean tellsCounterfactuals() {
    return true;
  }

  @Override
  public void write(Report report, Presentation presentation, OutputStream out) throws IOException {
    Verdict verdict = report.verdict();
    StringBuilder body = new StringBuilder();
    HtmlPage.writeBody(body, page -> HtmlFormat.write(report, presentation, page));
    String html = body.toString();
    new PdfReport(
            HtmlFormat.title(verdict),
            "candidate " + verdict.release().candidate().digest(),
            verdict.evaluatedAt(),
            number(html))
        .write(html, out);
  }

  /** The beginning of a digest of what is said. */
  private static long number(String html) {
    return ByteBuffer.wrap(Digest.sha256().digest(html.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
