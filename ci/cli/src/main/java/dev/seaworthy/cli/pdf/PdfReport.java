package dev.seaworthy.cli.pdf;

import dev.seaworthy.cli.terminal.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;

/**
 * A report on paper's pages: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1). It says what the
 * HTML of the report says, for it is made of it. The same report gives the same bytes: no clock is
 * read and no number is drawn by chance.
 *
 * @param title of the document
 * @param foot what stands at the foot of every page, such as a digest
 * @param time that the report is of
 * @param number that tells this document from others
 */
public record PdfReport(String title, String foot, Instant time, long number) {
  private static final Style RUNNING = Style.BODY.sized(7.5).in(Ink.SOFT);
  private static final double HEAD = 805;
  private static final double FOOT = 36;

  public PdfReport {
    title = Printable.of(title);
  }

  /**
   * Prints a page.
   *
   * @param html what the body of our own page has
   */
  public void write(String html, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.setVersion(1.7f);
      document.setDocumentId(number);
      PDResources resources = new PDResources();
      Metadata.colors(resources);
      Fonts fonts = new Fonts(document, resources);
      Lines lines = new Lines(fonts);
      Tags tags = new Tags(document);
      Canvas canvas = new Canvas(document, resources, fonts, tags);
      Print print = new Print(canvas, tags, lines, new Outline(document));
      canvas.newPage();
      tags.begin("Document");
      new Flow(print).children(Markup.read(html), Canvas.LEFT);
      tags.end();
      canvas.finish((page, pages) -> running(canvas, lines, page, pages));
      fonts.finish();
      tags.finish();
      Metadata.write(document, title, time);
      document.save(out);
    }
  }

  private void running(Canvas canvas, Lines lines, int page, int pages) throws IOException {
    double width = Canvas.RIGHT - Canvas.LEFT;
    String number = "Page %s of %s".formatted(page, pages);
    Line right = lines.cut(number, RUNNING, width);
    canvas.text(lines.cut(title, RUNNING, width), Canvas.LEFT, HEAD, "");
    canvas.text(lines.cut(foot, RUNNING, width - 90), Canvas.LEFT, FOOT, "");
    canvas.text(right, Canvas.RIGHT - right.width(), FOOT, "");
  }
}
