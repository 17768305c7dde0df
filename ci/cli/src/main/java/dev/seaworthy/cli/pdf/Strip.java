package dev.seaworthy.cli.pdf;

import com.google.common.collect.Lists;
import dev.seaworthy.cli.pdf.Node.Element;
import java.io.IOException;
import java.util.List;

/** Numbers side by side, and a bar that shows their shares. */
final class Strip {
  private static final double HEIGHT = 44;
  private static final double GAP = 8;
  private static final double BAR = 8;

  /** More would be too narrow for their words. */
  private static final int MOST = 5;

  private final Print print;
  private final Canvas canvas;
  private final Element element;

  Strip(Print print, Element element) {
    this.print = print;
    this.canvas = print.canvas();
    this.element = element;
  }

  void draw(double x) throws IOException {
    List<Element> items = element.elements("li").toList();
    print.tags().begin("L");
    for (List<Element> row : Lists.partition(items, MOST)) {
      row(row, x, (Canvas.RIGHT - x + GAP) / Math.min(items.size(), MOST));
    }
    print.tags().end();
  }

  private void row(List<Element> items, double x, double step) throws IOException {
    canvas.need(HEIGHT + GAP);
    canvas.down(HEIGHT);
    for (int i = 0; i < items.size(); i++) {
      item(items.get(i), x + i * step, step - GAP);
    }
    canvas.down(GAP);
  }

  private void item(Element item, double x, double width) throws IOException {
    Ink ink = Ink.of(item.classes(), Ink.TEXT);
    Element number = item.elements("b").findFirst().orElse(item);
    String word = item.text().substring(number.text().length()).strip();
    canvas.box(x, canvas.y(), width, HEIGHT, Ink.PANEL);
    canvas.box(x, canvas.y() + HEIGHT - 3, width, 3, ink);
    print.tags().begin("LI");
    print.tags().begin("LBody");
    canvas.mark();
    double size = element.hasClass("gates") ? 11 : 16;
    text(number.text(), Style.BODY.sized(size).bold().in(ink), x + GAP, canvas.y() + 21);
    text(word, Style.BODY.in(ink), x + GAP, canvas.y() + 8);
    canvas.unmark();
    print.tags().end();
    print.tags().end();
  }

  private void text(String text, Style style, double x, double base) throws IOException {
    canvas.text(print.lines().cut(text, style, Canvas.RIGHT - x), x, base, "");
  }

  /** The shares, which the numbers tell as well. */
  void bar(double x) throws IOException {
    double total = element.elements("rect").mapToDouble(Strip::share).sum();
    double perOne = (Canvas.RIGHT - x) / total;
    canvas.need(BAR + GAP);
    canvas.down(BAR);
    double from = x;
    for (Element share : (Iterable<Element>) element.elements("rect")::iterator) {
      double width = share(share) * perOne;
      canvas.box(from, canvas.y(), width, BAR, Ink.of(share.classes(), Ink.SOFT));
      from += width;
    }
    canvas.down(GAP);
  }

  private static double share(Element share) {
    return Double.parseDouble(share.attribute("width"));
  }
}
