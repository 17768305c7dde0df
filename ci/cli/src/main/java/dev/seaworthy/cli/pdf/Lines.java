package dev.seaworthy.cli.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaks words into lines: after a space, after a sign that parts of names are joined by, and where
 * there is neither for a whole line, anywhere.
 */
final class Lines {
  private static final String JOINTS = " /-,;:=@?&|";

  private final Fonts fonts;

  Lines(Fonts fonts) {
    this.fonts = fonts;
  }

  /** Everything of {@code words}, in lines no wider than {@code width}. */
  List<Line> of(Words words, double width) throws IOException {
    List<Line> lines = new ArrayList<>();
    Letters letters = new Letters();
    for (Words.Run run : words.runs()) {
      if (run.text().equals("\n")) {
        breakInto(lines, letters, width);
        letters = new Letters();
      } else {
        add(letters, run);
      }
    }
    breakInto(lines, letters, width);
    return lines;
  }

  /** The width of {@code words} on one line, and that of its widest part that is not broken. */
  Extent extent(Words words) throws IOException {
    double widest = 0;
    double line = 0;
    double part = 0;
    double widestPart = 0;
    for (Words.Run run : words.runs()) {
      if (run.text().equals("\n")) {
        line = 0;
        part = 0;
        continue;
      }
      String shown = fonts.shown(run.style().typeface(), run.text());
      for (int point : shown.codePoints().toArray()) {
        double width = width(run.style(), point);
        line += width;
        part = JOINTS.indexOf(point) >= 0 ? 0 : part + width;
        widest = Math.max(widest, line);
        widestPart = Math.max(widestPart, part);
      }
    }
    return new Extent(widest, widestPart);
  }

  /** How much room words want, and how little they can do with. */
  record Extent(double wanted, double least) {}

  /** One line, cut at the end where it is too wide. */
  Line cut(String text, Style style, double width) throws IOException {
    List<Line> lines = of(Words.of(text, style), width);
    if (lines.size() == 1) {
      return lines.get(0);
    }
    Line first = of(Words.of(text, style), width - width(style, '…')).get(0);
    List<Line.Piece> pieces = new ArrayList<>(first.pieces());
    pieces.add(new Line.Piece("…", style, first.width()));
    return new Line(pieces, first.width() + width(style, '…'));
  }

  private void add(Letters letters, Words.Run run) throws IOException {
    String shown = fonts.shown(run.style().typeface(), run.text());
    for (int point : shown.codePoints().toArray()) {
      letters.add(point, run.style(), width(run.style(), point));
    }
  }

  private double width(Style style, int point) throws IOException {
    return fonts.glyph(style.typeface(), point).width() * style.size();
  }

  private static void breakInto(List<Line> lines, Letters letters, double width) {
    int size = letters.size();
    int from = 0;
    do {
      int to = end(letters, from, width);
      lines.add(letters.line(from, to));
      from = to;
      while (from < size && letters.point(from) == ' ') {
        from++;
      }
    } while (from < size);
  }

  /** Where the line that begins at {@code from} ends. */
  private static int end(Letters letters, int from, double width) {
    double used = 0;
    int joint = from;
    for (int i = from; i < letters.size(); i++) {
      used += letters.width(i);
      if (used > width && letters.point(i) != ' ') {
        return joint > from ? joint : Math.max(i, from + 1);
      }
      if (JOINTS.indexOf(letters.point(i)) >= 0) {
        joint = i + 1;
      }
    }
    return letters.size();
  }
}
