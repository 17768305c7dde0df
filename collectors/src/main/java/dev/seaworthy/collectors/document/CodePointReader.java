package dev.seaworthy.collectors.document;

import java.io.Reader;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Hands SnakeYAML's scanner a text that is in memory as a whole. Its own reader holds a window of a
 * thousand characters, and copies all that is left of it for each further thousand that the scanner
 * looks ahead: a value of ten million characters without a space would take minutes.
 */
final class CodePointReader extends StreamReader {
  private static final String NAME = "'reader'";
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final int[] points;
  private int pointer;
  private int documentIndex;
  private int line;
  private int column;

  /**
   * @param text of printable characters, as YAML has them
   */
  CodePointReader(String text) {
    super(Reader.nullReader());
    this.points = text.codePoints().toArray();
  }

  @Override
  public Mark getMark() {
    return new Mark(NAME, pointer, line, column, points, pointer);
  }

  @Override
  public void forward() {
    forward(1);
  }

  @Override
  public void forward(int length) {
    int end = Math.min(points.length, pointer + length);
    documentIndex += Math.max(0, end - pointer);
    while (pointer < end) {
      int point = points[pointer++];
      if (endsLine(point)) {
        line++;
        column = 0;
      } else if (point != BYTE_ORDER_MARK) {
        column++;
      }
    }
  }

  /** The breaks of YAML 1.1, section 5.4; a carriage return before a line feed is half of one. */
  private boolean endsLine(int point) {
    return switch (point) {
      case '\n', 0x85, 0x2028, 0x2029 -> true;
      case '\r' -> pointer < points.length && points[pointer] != '\n';
      default -> false;
    };
  }

  @Override
  public int peek() {
    return peek(0);
  }

  @Override
  public int peek(int ahead) {
    int at = pointer + ahead;
    return at < points.length ? points[at] : '\0';
  }

  @Override
  public String prefix(int length) {
    return new String(points, pointer, Math.min(length, points.length - pointer));
  }

  /** What the scanner takes so holds no line breaks. */
  @Override
  public String prefixForward(int length) {
    String prefix = prefix(length);
    pointer += length;
    documentIndex += length;
    column += length;
    return prefix;
  }

  @Override
  public int getColumn() {
    return column;
  }

  @Override
  public int getDocumentIndex() {
    return documentIndex;
  }

  @Override
  public void resetDocumentIndex() {
    documentIndex = 0;
  }

  @Override
  public int getIndex() {
    return pointer;
  }

  @Override
  public int getLine() {
    return line;
  }
}
