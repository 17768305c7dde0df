package dev.seaworthy.cli.pdf;

import dev.seaworthy.cli.pdf.Node.Element;
import java.io.IOException;
import java.util.stream.Collectors;

/** Draws a picture of the page: boxes, lines and labels. */
final class Picture {
  private static final double LETTERS = 13;
  private static final double SMALL_LETTERS = 12;

  /** Of 60 degrees upwards, as names of narrow columns run. */
  private static final String UPWARDS = "0.5 0.866 -0.866 0.5 ";

  private final Print print;
  private final Canvas canvas;
  private final Element svg;
  private final double scale;

  Picture(Print print, Element svg) {
    this.print = print;
    this.canvas = print.canvas();
    this.svg = svg;
    double room = (Canvas.RIGHT - Canvas.LEFT) / number(svg, "width");
    double height = Canvas.height() / number(svg, "height");
    this.scale = Math.min(0.75, Math.min(room, height));
  }

  void draw(double x) throws IOException {
    double height = number(svg, "height") * scale;
    canvas.need(height);
    double top = canvas.y();
    canvas.down(height);
    String meaning =
        svg.elements()
            .filter(child -> child.name().equals("title") || child.name().equals("desc"))
            .map(Element::text)
            .collect(Collectors.joining(". "));
    double right = x + number(svg, "width") * scale;
    print.tags().beginFigure(meaning, x, canvas.y(), right, top);
    canvas.mark();
    for (Element shape : (Iterable<Element>) svg.elements()::iterator) {
      shape(shape, x, top);
    }
    canvas.unmark();
    print.tags().end();
    canvas.down(6);
  }

  private void shape(Element shape, double left, double top) throws IOException {
    switch (shape.name()) {
      case "rect" -> box(shape, left, top);
      case "line" ->
          canvas.line(
              left + scaled(shape, "x1"),
              top - scaled(shape, "y1"),
              left + scaled(shape, "x2"),
              top - scaled(shape, "y2"),
              0.75,
              Ink.of(shape.classes(), Ink.TEXT));
      case "text" -> label(shape, left, top);
      // The title and the description are read out.
      default -> {}
    }
  }

  private void box(Element box, double left, double top) {
    double x = left + scaled(box, "x");
    double height = scaled(box, "height");
    double bottom = top - scaled(box, "y") - height;
    canvas.box(x, bottom, scaled(box, "width"), height, Ink.of(box.classes(), Ink.SOFT));
  }

  private void label(Element label, double left, double top) throws IOException {
    Style style =
        Style.BODY
            .sized((label.hasClass("soft") ? SMALL_LETTERS : LETTERS) * scale)
            .in(Ink.of(label.classes(), Ink.TEXT));
    String text =
        label.children().stream()
            .filter(Node.Text.class::isInstance)
            .map(child -> ((Node.Text) child).text())
            .collect(Collectors.joining());
    String turned = label.attribute("transform");
    double x = turned.isEmpty() ? scaled(label, "x") : place(turned, 0);
    double y = turned.isEmpty() ? scaled(label, "y") : place(turned, 1);
    Line line = print.lines().cut(text, style, Canvas.RIGHT - Canvas.LEFT);
    canvas.text(line, left + x, top - y, turned.isEmpty() ? "" : UPWARDS);
  }

  /** Of {@code translate(X Y) rotate(-60)}. */
  private double place(String turned, int which) {
    String place = turned.substring(turned.indexOf('(') + 1, turned.indexOf(')'));
    return Double.parseDouble(place.split(" ", 2)[which]) * scale;
  }

  private double scaled(Element shape, String name) {
    return number(shape, name) * scale;
  }

  private static double number(Element shape, String name) {
    return Double.parseDouble(shape.attribute(name));
  }
}
