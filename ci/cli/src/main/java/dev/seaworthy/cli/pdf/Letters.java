package dev.seaworthy.cli.pdf;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Letters in the order they are read, of which lines in the order they are seen are made. */
final class Letters {
  private record Letter(int point, Style style, double width) {}

  /** What opens where it is read from the left closes where it is read from the right. */
  private static final String MIRRORED = "()[]{}<>«»";

  private final List<Letter> letters = new ArrayList<>();

  void add(int point, Style style, double width) {
    letters.add(new Letter(point, style, width));
  }

  int size() {
    return letters.size();
  }

  int point(int at) {
    return letters.get(at).point();
  }

  double width(int at) {
    return letters.get(at).width();
  }

  /** The letters from one to before another as a line, without space at its end. */
  Line line(int from, int to) {
    int end = to;
    while (end > from && point(end - 1) == ' ') {
      end--;
    }
    List<Letter> seen = seen(letters.subList(from, end));
    List<Line.Piece> pieces = new ArrayList<>();
    double x = 0;
    for (int at = 0; at < seen.size(); ) {
      Style style = seen.get(at).style();
      StringBuilder text = new StringBuilder();
      double begin = x;
      for (; at < seen.size() && seen.get(at).style().equals(style); at++) {
        text.appendCodePoint(seen.get(at).point());
        x += seen.get(at).width();
      }
      pieces.add(new Line.Piece(text.toString(), style, begin));
    }
    return new Line(pieces, x);
  }

  /** By the Unicode Bidirectional Algorithm (UAX 9), in a paragraph from left to right. */
  private static List<Letter> seen(List<Letter> line) {
    StringBuilder read = new StringBuilder();
    line.forEach(letter -> read.appendCodePoint(letter.point()));
    char[] text = read.toString().toCharArray();
    if (text.length != line.size() || !Bidi.requiresBidi(text, 0, text.length)) {
      return line;
    }
    Bidi bidi = new Bidi(read.toString(), Bidi.DIRECTION_LEFT_TO_RIGHT);
    byte[] levels = new byte[text.length];
    Letter[] seen = new Letter[text.length];
    IntStream.range(0, text.length)
        .forEach(
            at -> {
              levels[at] = (byte) bidi.getLevelAt(at);
              seen[at] = levels[at] % 2 == 0 ? line.get(at) : mirrored(line.get(at));
            });
    Bidi.reorderVisually(levels, 0, seen, 0, seen.length);
    return List.of(seen);
  }

  private static Letter mirrored(Letter letter) {
    int at = MIRRORED.indexOf(letter.point());
    return at < 0 ? letter : new Letter(MIRRORED.charAt(at ^ 1), letter.style(), letter.width());
  }
}
