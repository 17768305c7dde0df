package dev.seaworthy.cli.pdf;

import dev.seaworthy.cli.pdf.Node.Element;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays out what a page says, from top to bottom. */
final class Flow {
  private static final Set<String> INLINE =
      Set.of("code", "strong", "b", "span", "time", "br", "a");
  private static final double INDENT = 12;

  /** Width of the names of facts. */
  private static final double NAMES = 112;

  /** Sizes of headings by their level. */
  private static final double[] SIZES = {0, 18, 14, 11.5, 10.5, 9.5};

  /** Room above headings by their level. */
  private static final double[] ROOM = {0, 0, 18, 12, 8, 6};

  /** Below a heading there must be room for something. */
  private static final double COMPANY = 44;

  private final Print print;
  private final Canvas canvas;
  private final Tags tags;

  Flow(Print print) {
    this.print = print;
    this.canvas = print.canvas();
    this.tags = print.tags();
  }

  /** Everything in an element: blocks, and between them words that are paragraphs. */
  void children(Element element, double x) throws IOException {
    List<Node> words = new ArrayList<>();
    for (Node child : element.children()) {
      if (child instanceof Element block && !INLINE.contains(block.name())) {
        loose(words, x);
        block(block, x);
      } else if (!(child instanceof Element inline && inline.hasClass("skip"))) {
        words.add(child);
      }
    }
    loose(words, x);
  }

  private void loose(List<Node> words, double x) throws IOException {
    if (!words.isEmpty()) {
      paragraph(new Element("p", Map.of(), List.copyOf(words)), Style.BODY, x);
      words.clear();
    }
  }

  private void block(Element element, double x) throws IOException {
    switch (element.name()) {
      case "h1", "h2", "h3", "h4", "h5" -> heading(element, x);
      case "p", "footer" -> paragraph(element, x);
      case "summary" -> paragraph(element, Style.BODY.bold(), x);
      case "ul", "ol" -> list(element, x);
      case "dl" -> facts(element, x);
      case "table" -> new Table(print, element, x).draw();
      case "svg" -> picture(element, x);
      case "pre" -> code(element, x);
      case "article" -> {
        canvas.need(COMPANY * 2);
        canvas.down(10);
        canvas.line(Canvas.LEFT, canvas.y(), Canvas.RIGHT, canvas.y(), 0.75, Ink.LINE);
        children(element, x);
      }
      // It works by a script.
      case "form" -> {}
      default -> children(element, x);
    }
  }

  private void heading(Element element, double x) throws IOException {
    int level = element.name().charAt(1) - '0';
    Style style = Style.BODY.sized(SIZES[level]).bold();
    canvas.need(ROOM[level] + SIZES[level] + COMPANY + INDENT);
    canvas.down(ROOM[level]);
    if (level < 5) {
      print.outline().add(level, element.text(), canvas.page(), canvas.y() + 4);
    }
    print.words("H" + level, Words.in(element, style), style, x);
    canvas.down(3);
  }

  private void paragraph(Element element, double x) throws IOException {
    Style style = Style.BODY.in(Ink.of(element.classes(), Ink.TEXT));
    if (element.hasClass("answer")) {
      answer(element, style.sized(12), x);
    } else {
      paragraph(element, element.hasClass("proof") ? style.sized(8.5) : style, x);
    }
  }

  private void paragraph(Element element, Style style, double x) throws IOException {
    Words words = Words.in(element, style);
    if (!words.isEmpty()) {
      print.words("P", words, style, x);
      canvas.down(2);
    }
  }

  /** What matters most, with a bar beside it. */
  private void answer(Element element, Style style, double x) throws IOException {
    canvas.need(COMPANY);
    canvas.down(4);
    double top = canvas.y();
    print.words("P", Words.in(element, style), style, x + INDENT);
    double bottom = canvas.y() - 4;
    canvas.down(8);
    if (top > bottom) {
      canvas.box(x, bottom, 3, top - bottom, style.ink());
    }
  }

  private void list(Element element, double x) throws IOException {
    if (element.hasClass("strip")) {
      new Strip(print, element).draw(x);
      return;
    }
    tags.begin("L");
    for (Element item : (Iterable<Element>) element.elements("li")::iterator) {
      canvas.need(COMPANY);
      canvas.down(element.hasClass("items") ? 4 : 0);
      canvas.box(x + 2, canvas.y() - Style.BODY.size(), 2.5, 2.5, Ink.SOFT);
      tags.begin("LI");
      tags.begin("LBody");
      children(item, x + INDENT);
      tags.end();
      tags.end();
    }
    tags.end();
  }

  /** Names of facts in a column, and beside each what is so. */
  private void facts(Element element, double x) throws IOException {
    for (Element fact : (Iterable<Element>) element.elements("div")::iterator) {
      Words words = new Words();
      String name = fact.elements("dt").map(Element::text).findFirst().orElse("");
      fact.elements("dd").forEach(value -> words.addChildren(value, Style.BODY));
      print.words("P", words, Style.BODY, x + NAMES, name);
    }
    canvas.down(2);
  }

  private void picture(Element svg, double x) throws IOException {
    if (svg.isHidden()) {
      new Strip(print, svg).bar(x);
    } else {
      new Picture(print, svg).draw(x);
    }
  }

  /** Lines whose spaces count. */
  private void code(Element element, double x) throws IOException {
    Style style = Style.BODY.sized(8.5).code();
    Words words = new Words();
    for (String line : element.text().split("\n", -1)) {
      // A space that begins a line would be dropped where lines are broken.
      words.add(line.isEmpty() ? " " : line.replace(' ', '\u00a0'), style);
      words.breakLine();
    }
    print.words("P", words, style, x);
  }
}
