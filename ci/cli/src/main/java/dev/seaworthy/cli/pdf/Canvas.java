package dev.seaworthy.cli.pdf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** The pages, as operators (ISO 32000-1, Annex A) are written on them from top to bottom. */
final class Canvas {
  static final double LEFT = 50;
  static final double RIGHT = PDRectangle.A4.getWidth() - 50;
  private static final double TOP = PDRectangle.A4.getHeight() - 60;
  private static final double BOTTOM = 56;

  private final PDDocument document;
  private final PDResources resources;
  private final Fonts fonts;
  private final Tags tags;
  private final StringBuilder operators = new StringBuilder();
  private final List<PDPage> pages = new ArrayList<>();
  private double y = BOTTOM;
  private boolean marking;

  Canvas(PDDocument document, PDResources resources, Fonts fonts, Tags tags) {
    this.document = document;
    this.resources = resources;
    this.fonts = fonts;
    this.tags = tags;
  }

  /** Height from the bottom of the page. */
  double y() {
    return y;
  }

  PDPage page() {
    return pages.get(pages.size() - 1);
  }

  void down(double height) {
    y -= height;
  }

  /** The height that is left on the page. */
  double left() {
    return y - BOTTOM;
  }

  /** The height of an empty page. */
  static double height() {
    return TOP - BOTTOM;
  }

  /** Begins a page where less than {@code height} is left. */
  void need(double height) throws IOException {
    if (pages.isEmpty() || left() < height) {
      newPage();
    }
  }

  void newPage() throws IOException {
    if (!pages.isEmpty()) {
      flush();
    }
    PDPage page = new PDPage(PDRectangle.A4);
    page.setResources(resources);
    page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
    document.addPage(page);
    pages.add(page);
    tags.beginPage(page);
    y = TOP;
  }

  /** Begins what the open element of the structure says on this page. */
  void mark() {
    operators
        .append('/')
        .append(tags.type())
        .append(" <</MCID ")
        .append(tags.mark(page()))
        .append(">> BDC\n");
    marking = true;
  }

  /** Begins what only repeats: a reader passes over it. */
  void artifact() {
    operators.append("/Artifact <</Type /Pagination>> BDC\n");
    marking = true;
  }

  void unmark() {
    operators.append("EMC\n");
    marking = false;
  }

  /** A box: decoration where nothing is marked. */
  void box(double x, double bottom, double width, double height, Ink ink) {
    decorated(() -> color(ink).append(numbers(x, bottom, width, height)).append("re f\n"));
  }

  void line(double x1, double y1, double x2, double y2, double thick, Ink ink) {
    decorated(
        () ->
            stroke(ink, thick)
                .append(numbers(x1, y1))
                .append("m ")
                .append(numbers(x2, y2))
                .append("l S\n"));
  }

  /** Writes a line of text whose base is at the current height. */
  void text(Line line, double x) throws IOException {
    text(line, x, y, "");
  }

  /**
   * Writes a line of text.
   *
   * @param turn first four numbers of the matrix that turns it; empty where it is level
   */
  void text(Line line, double x, double base, String turn) throws IOException {
    operators.append("BT\n");
    for (Line.Piece piece : line.pieces()) {
      color(piece.style().ink());
      operators
          .append('/')
          .append(piece.style().typeface().id())
          .append(' ')
          .append(numbers(piece.style().size()))
          .append("Tf ")
          .append(turn.isEmpty() ? "1 0 0 1 " : turn)
          .append(numbers(x + piece.x(), base))
          .append("Tm <");
      glyphs(piece);
      operators.append("> Tj\n");
    }
    operators.append("ET\n");
  }

  private void glyphs(Line.Piece piece) throws IOException {
    for (int point : piece.text().codePoints().toArray()) {
      String hex = Integer.toHexString(fonts.glyph(piece.style().typeface(), point).id());
      operators.append("0000", 0, 4 - hex.length()).append(hex);
    }
  }

  /** Writes what stands on each page, now that their number is known, and ends the last. */
  void finish(Running running) throws IOException {
    flush();
    for (int i = 0; i < pages.size(); i++) {
      artifact();
      running.draw(i + 1, pages.size());
      unmark();
      add(pages.get(i));
    }
  }

  /** What stands on each page. */
  @FunctionalInterface
  interface Running {
    void draw(int page, int pages) throws IOException;
  }

  private void decorated(Runnable drawing) {
    if (marking) {
      drawing.run();
      return;
    }
    operators.append("/Artifact BMC\n");
    drawing.run();
    operators.append("EMC\n");
  }

  private StringBuilder stroke(Ink ink, double thick) {
    return operators
        .append("/RGB CS ")
        .append(components(ink))
        .append("SC ")
        .append(numbers(thick))
        .append("w ");
  }

  private StringBuilder color(Ink ink) {
    return operators.append("/RGB cs ").append(components(ink)).append("sc ");
  }

  private static String components(Ink ink) {
    return numbers(
        ((ink.rgb() >> 16) & 0xff) / 255.0,
        ((ink.rgb() >> 8) & 0xff) / 255.0,
        (ink.rgb() & 0xff) / 255.0);
  }

  /** Numbers with at most three decimals, the same wherever they are written. */
  static String numbers(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      long thousandths = Math.round(value * 1000);
      if (thousandths % 1000 == 0) {
        text.append(thousandths / 1000);
      } else {
        text.append(thousandths / 1000.0);
      }
      text.append(' ');
    }
    return text.toString();
  }

  private void flush() throws IOException {
    if (!pages.isEmpty()) {
      add(page());
    }
  }

  private void add(PDPage page) throws IOException {
    PDStream stream = new PDStream(document);
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(operators.toString().getBytes(StandardCharsets.US_ASCII));
    }
    operators.setLength(0);
    List<PDStream> contents = new ArrayList<>();
    page.getContentStreams().forEachRemaining(contents::add);
    contents.add(stream);
    page.setContents(contents);
  }
}
