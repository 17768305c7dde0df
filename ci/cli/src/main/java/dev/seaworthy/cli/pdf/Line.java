package dev.seaworthy.cli.pdf;

import java.util.List;

/**
 * A line of text, laid out.
 *
 * @param pieces from left to right
 */
record Line(List<Piece> pieces, double width) {
  /**
   * Text of one style.
   *
   * @param text in the order that it is seen
   * @param x from the beginning of the line
   */
  record Piece(String text, Style style, double x) {}
}
