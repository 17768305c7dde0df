package dev.seaworthy.cli.pdf;

import dev.seaworthy.cli.pdf.Node.Element;
import java.util.ArrayList;
import java.util.List;

/** Words in their styles, with white space as HTML has it: any amount is one space. */
final class Words {
  /** Words of one style; a line ends where it is {@code "\n"}. */
  record Run(String text, Style style) {}

  private final List<Run> runs = new ArrayList<>();

  static Words of(String text, Style style) {
    Words words = new Words();
    words.add(text, style);
    return words;
  }

  static Words in(Element element, Style style) {
    Words words = new Words();
    words.addChildren(element, style);
    return words;
  }

  List<Run> runs() {
    return List.copyOf(runs);
  }

  boolean isEmpty() {
    return runs.stream().allMatch(run -> run.text().isBlank());
  }

  void add(String text, Style style) {
    runs.add(new Run(text, style));
  }

  void breakLine() {
    runs.add(new Run("\n", Style.BODY));
  }

  void addChildren(Element element, Style style) {
    for (Node child : element.children()) {
      if (child instanceof Node.Text text) {
        addSpaced(text.text(), style);
      } else if (child instanceof Element inner && !inner.isHidden()) {
        addElement(inner, style);
      }
    }
  }

  private void addElement(Element element, Style style) {
    if (element.name().equals("br")) {
      breakLine();
      return;
    }
    Style colored = style.in(Ink.of(element.classes(), style.ink()));
    addChildren(
        element,
        switch (element.name()) {
          case "code" -> colored.code();
          case "strong", "b" -> colored.bold();
          default -> element.hasClass("badge") ? colored.bold() : colored;
        });
  }

  private void addSpaced(String text, Style style) {
    String spaced = text.replaceAll("[ \\t\\r\\n]+", " ");
    if (spaced.startsWith(" ") && endsSpaced()) {
      spaced = spaced.substring(1);
    }
    if (!spaced.isEmpty()) {
      runs.add(new Run(spaced, style));
    }
  }

  private boolean endsSpaced() {
    if (runs.isEmpty()) {
      return true;
    }
    String last = runs.get(runs.size() - 1).text();
    return last.endsWith(" ") || last.equals("\n");
  }
}
