package dev.seaworthy.cli.pdf;

import dev.seaworthy.cli.pdf.Node.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSDictionary;

/** A table, whose headings are written again on each page. */
final class Table {
  private static final Style CELLS = Style.BODY.sized(8.5);
  private static final double LEADING = CELLS.size() * Print.LEADING;
  private static final double PADDING = 4;

  /** A row with the lines of each of its cells. */
  private record Row(List<Element> cells, List<List<Line>> lines) {
    int height() {
      return lines.stream().mapToInt(List::size).max().orElse(0);
    }
  }

  private final Print print;
  private final Canvas canvas;
  private final Tags tags;
  private final Element head;
  private final List<Element> rows;
  private final double x;
  private final double[] widths;

  Table(Print print, Element table, double x) throws IOException {
    this.print = print;
    this.canvas = print.canvas();
    this.tags = print.tags();
    this.head = table.elements("thead").flatMap(Element::elements).findFirst().orElseThrow();
    this.rows = table.elements("tbody").flatMap(Element::elements).toList();
    this.x = x;
    this.widths = widths();
  }

  /** As wide as words want, where there is room; else each gets a share of what is missing. */
  private double[] widths() throws IOException {
    int columns = cells(head).size();
    double[] wanted = new double[columns];
    double[] least = new double[columns];
    double room = Canvas.RIGHT - x - columns * 2 * PADDING;
    for (Element row :
        (Iterable<Element>) Stream.concat(Stream.of(head), rows.stream())::iterator) {
      List<Element> cells = cells(row);
      for (int i = 0; i < columns; i++) {
        Lines.Extent extent = print.lines().extent(words(cells.get(i)));
        wanted[i] = Math.max(wanted[i], Math.min(extent.wanted(), room));
        least[i] = Math.max(least[i], Math.min(extent.least(), room / columns));
      }
    }
    double sum = Arrays.stream(wanted).sum();
    double atLeast = Arrays.stream(least).sum();
    double share = sum <= room ? 1 : (room - atLeast) / (sum - atLeast);
    double[] widths = new double[columns];
    for (int i = 0; i < columns; i++) {
      widths[i] = least[i] + (wanted[i] - least[i]) * share;
    }
    return widths;
  }

  void draw() throws IOException {
    Row heading = row(head);
    canvas.need((heading.height() + 3) * LEADING + 4 * PADDING);
    tags.begin("Table");
    tags.begin("THead");
    draw(heading, heading);
    tags.end();
    tags.begin("TBody");
    for (Element row : rows) {
      draw(row(row), heading);
    }
    tags.end();
    tags.end();
    canvas.down(4);
  }

  private Row row(Element row) throws IOException {
    List<Element> cells = cells(row);
    List<List<Line>> lines = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      lines.add(print.lines().of(words(cells.get(i)), widths[i] + 0.01));
    }
    return new Row(cells, lines);
  }

  /** Draws a row, whole on a page where that is possible. */
  private void draw(Row row, Row heading) throws IOException {
    tags.begin("TR");
    List<COSDictionary> elements = new ArrayList<>();
    for (Element cell : row.cells()) {
      elements.add(cell.name().equals("th") ? tags.beginHeading(scope(cell)) : tags.begin("TD"));
      tags.end();
    }
    int from = 0;
    while (from < row.height()) {
      int fit = (int) ((canvas.left() - 2 * PADDING) / LEADING);
      boolean whole = fit >= row.height() - from;
      if (fit < 1 || (!whole && from == 0 && row.height() * LEADING < Canvas.height() / 2)) {
        breakPage(heading);
        continue;
      }
      int to = whole ? row.height() : from + fit;
      draw(row, elements, from, to);
      from = to;
      rule(Ink.LINE);
    }
    tags.end();
  }

  private void breakPage(Row heading) throws IOException {
    canvas.newPage();
    canvas.artifact();
    lines(heading, 0, heading.height(), -1);
    canvas.unmark();
    canvas.down(heading.height() * LEADING + 2 * PADDING);
    rule(Ink.LINE);
  }

  private void draw(Row row, List<COSDictionary> elements, int from, int to) throws IOException {
    for (int i = 0; i < elements.size(); i++) {
      if (from < row.lines().get(i).size()) {
        tags.resume(elements.get(i));
        canvas.mark();
        lines(row, from, to, i);
        canvas.unmark();
        tags.end();
      }
    }
    canvas.down((to - from) * LEADING + 2 * PADDING);
  }

  /** Lines of one column, or of all. */
  private void lines(Row row, int from, int to, int column) throws IOException {
    double left = x;
    for (int i = 0; i < widths.length; i++) {
      List<Line> lines = row.lines().get(i);
      for (int at = from; at < Math.min(to, lines.size()) && (column < 0 || column == i); at++) {
        double base = canvas.y() - PADDING - (at - from + 1) * LEADING + 2;
        canvas.text(lines.get(at), left + PADDING, base, "");
      }
      left += widths[i] + 2 * PADDING;
    }
  }

  private void rule(Ink ink) {
    double right = x + Arrays.stream(widths).map(width -> width + 2 * PADDING).sum();
    canvas.line(x, canvas.y(), right, canvas.y(), 0.5, ink);
  }

  private static String scope(Element heading) {
    return heading.attribute("scope").equals("row") ? "Row" : "Column";
  }

  private static Words words(Element cell) {
    Style style = CELLS.in(Ink.of(cell.classes(), Ink.TEXT));
    boolean bold = cell.name().equals("th");
    return Words.in(cell, bold ? style.bold() : cell.hasClass("key") ? style.code() : style);
  }

  private static List<Element> cells(Element row) {
    return row.elements().toList();
  }
}
