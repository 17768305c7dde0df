package dev.seaworthy.cli.format;

import java.util.Locale;

/**
 * A picture inside a page, as SVG that the page's own style colours, so that it follows light and
 * dark. It has a title and a description for who does not see it, and no style of its own, which
 * the page's policy would forbid.
 */
final class SvgPicture {
  /** Width that a character of a label is given at most. */
  private static final double CHARACTER = 7.2;

  private final StringBuilder shapes = new StringBuilder();
  private final String id;
  private final String title;
  private final String description;

  /**
   * An empty picture.
   *
   * @param id unique in the page, fit for an attribute
   * @param title what it shows, as text
   * @param description the same in a sentence or two, as text
   */
  SvgPicture(String id, String title, String description) {
    this.id = id;
    this.title = title;
    this.description = description;
  }

  /** A box; what it means is told where the pointer rests. */
  void box(double x, double y, double width, double height, String style, String meaning) {
    shapes.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
            .formatted(
                style, number(x), number(y), number(width), number(height), HtmlText.of(meaning)));
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    shapes.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(style, number(x1), number(y1), number(x2), number(y2)));
  }

  /** Text that begins at {@code x}. */
  void text(double x, double y, String style, String text) {
    shapes.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(style, number(x), number(y), HtmlText.of(text)));
  }

  /**
   * A label that runs upwards from a place, as headings of narrow columns do; cut to a width, in
   * whose title the whole is kept.
   */
  void upwards(double x, double y, double width, String text) {
    shapes.append(
        "<text class=\"label\" transform=\"translate(%s %s) rotate(-60)\">%s<title>%s</title></text>"
            .formatted(number(x), number(y), HtmlText.of(cut(text, width)), HtmlText.of(text)));
  }

  /**
   * A label cut to a width, in whose title the whole is kept. The end tells more than the start.
   */
  void label(double x, double y, double width, String text) {
    shapes.append(
        "<text class=\"label\" x=\"%s\" y=\"%s\">%s<title>%s</title></text>"
            .formatted(number(x), number(y), HtmlText.of(cut(text, width)), HtmlText.of(text)));
  }

  /** The width that {@code text} is given. */
  static double width(String text) {
    return text.codePointCount(0, text.length()) * CHARACTER;
  }

  /** As much of the end of {@code text} as fits. */
  static String cut(String text, double width) {
    int most = (int) (width / CHARACTER);
    int length = text.codePointCount(0, text.length());
    return length <= most
        ? text
        : "…" + text.substring(text.offsetByCodePoints(0, length - most + 1));
  }

  String html(double width, double height) {
    return """
        <svg class="picture" role="img" aria-labelledby="%s-title %s-about" width="%s" height="%s" \
        viewBox="0 0 %s %s"><title id="%s-title">%s</title><desc id="%s-about">%s</desc>%s</svg>"""
        .formatted(
            id,
            id,
            number(width),
            number(height),
            number(width),
            number(height),
            id,
            HtmlText.of(title),
            id,
            HtmlText.of(description),
            shapes);
  }

  /** The same digits wherever it is written. */
  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
