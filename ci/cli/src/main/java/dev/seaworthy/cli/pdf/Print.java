package dev.seaworthy.cli.pdf;

import java.io.IOException;
import java.util.List;

/** What everything that is printed needs. */
record Print(Canvas canvas, Tags tags, Lines lines, Outline outline) {
  /** How much higher a line is than its letters. */
  static final double LEADING = 1.36;

  /** Writes words as an element of the structure, over as many pages as they take. */
  void words(String type, Words words, Style style, double x) throws IOException {
    words(type, words, style, x, "");
  }

  /**
   * The same.
   *
   * @param name what stands left of the first line, at the margin
   */
  void words(String type, Words words, Style style, double x, String name) throws IOException {
    if (words.isEmpty()) {
      return;
    }
    double leading = style.size() * LEADING;
    List<Line> broken = lines.of(words, Canvas.RIGHT - x);
    canvas.need(Math.min(broken.size(), 2) * leading);
    tags.begin(type);
    canvas.mark();
    if (!name.isEmpty()) {
      Line label = lines.cut(name, style.in(Ink.SOFT), x - Canvas.LEFT);
      canvas.text(label, Canvas.LEFT, canvas.y() - leading, "");
    }
    for (Line line : broken) {
      if (canvas.left() < leading) {
        canvas.unmark();
        canvas.newPage();
        canvas.mark();
      }
      canvas.down(leading);
      canvas.text(line, x);
    }
    canvas.unmark();
    tags.end();
  }
}
