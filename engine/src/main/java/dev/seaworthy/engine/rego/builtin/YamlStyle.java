package dev.seaworthy.engine.rego.builtin;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text and how YAML can write it. The rules are those of libyaml, which go-yaml follows: plain if
 * it reads back as the same text, else in quotes; several lines as a literal block.
 */
final class YamlStyle {
  private static final Set<String> OLD_BOOLEANS =
      Set.of("y Y yes Yes YES on On ON n N no No NO off Off OFF".split(" ", -1));
  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");
  private static final int LONGEST_BASE_60 = 1000;
  private static final String INDICATORS = "#,[]{}&*!|>'\"%@`";

  private final String text;
  private final boolean isMultiline;
  private final boolean isPlain;
  private final boolean isSingle;
  private final boolean isBlock;

  private YamlStyle(String text) {
    this.text = text;
    Scan scan = new Scan(text);
    isMultiline = scan.hasBreak;
    boolean hasEdge = scan.hasBlankEdge || scan.hasBreak;
    isSingle = !scan.breakThenBlank && !scan.blankThenBreak && !scan.isSpecial && !scan.hasTab;
    isPlain = isSingle && !hasEdge && !scan.hasIndicator;
    isBlock = !scan.endsInBlank && !scan.blankThenBreak && !scan.isSpecial && !text.isEmpty();
  }

  /** What is in the text. */
  private static final class Scan {
    private boolean hasBreak;
    private boolean hasTab;
    private boolean isSpecial;
    private boolean hasIndicator;
    private boolean hasBlankEdge;
    private boolean endsInBlank;
    private boolean breakThenBlank;
    private boolean blankThenBreak;

    private Scan(String text) {
      hasIndicator = text.startsWith("---") || text.startsWith("...");
      int before = ' ';
      for (int i = 0; i < text.length(); ) {
        int c = text.codePointAt(i);
        int end = i + Character.charCount(c);
        boolean isFirst = i == 0;
        look(c, isFirst ? -1 : before);
        boolean isBlankNext = end == text.length() || isBlank(text.charAt(end));
        hasIndicator |= indicates(c, isFirst, isBlank(before) || isBreak(before), isBlankNext);
        boolean isEdge = isFirst || end == text.length();
        hasBlankEdge |= isEdge && c == ' ';
        endsInBlank = c == ' ';
        before = c;
        i = end;
      }
    }

    private void look(int c, int before) {
      hasTab |= c == '\t';
      isSpecial |= c != '\t' && !isPrintable(c);
      hasBreak |= isBreak(c);
      breakThenBlank |= c == ' ' && isBreak(before);
      blankThenBreak |= before == ' ' && isBreak(c);
    }

    private static boolean indicates(
        int c, boolean isFirst, boolean isAfterBlank, boolean isBeforeBlank) {
      if (c == ':' || (isFirst && (c == '?' || c == '-'))) {
        return isBeforeBlank;
      }
      return isFirst ? INDICATORS.indexOf(c) >= 0 : c == '#' && isAfterBlank;
    }
  }

  static YamlStyle of(String text) {
    return new YamlStyle(text);
  }

  boolean isMultiline() {
    return isMultiline;
  }

  /**
   * @param indent where further lines begin
   * @param isKey whether it has to stay on one line
   */
  void write(StringBuilder out, int indent, boolean isKey) {
    boolean standsForItself =
        YamlScalar.isText(text) && !OLD_BOOLEANS.contains(text) && !isBase60();
    if (text.indexOf('\n') >= 0) {
      if (isBlock && !isKey) {
        writeBlock(out, indent);
      } else {
        writeDouble(out);
      }
    } else if (standsForItself && isPlain) {
      out.append(text);
    } else if (standsForItself && isSingle && !isMultiline) {
      out.append('\'').append(text.replace("'", "''")).append('\'');
    } else {
      writeDouble(out);
    }
  }

  private boolean isBase60() {
    return text.length() <= LONGEST_BASE_60 && BASE_60.matcher(text).matches();
  }

  private void writeBlock(StringBuilder out, int indent) {
    out.append('|');
    if (text.charAt(0) == ' ' || isBreak(text.charAt(0))) {
      out.append('2');
    }
    boolean endsInBreak = isBreak(text.charAt(text.length() - 1));
    if (!endsInBreak) {
      out.append('-');
    } else if (text.length() == 1 || isBreak(text.charAt(text.length() - 2))) {
      out.append('+');
    }
    out.append('\n');
    boolean isAtBegin = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isAtBegin && !isBreak(c)) {
        out.append(" ".repeat(indent));
      }
      out.append(c);
      isAtBegin = isBreak(c);
    }
  }

  private void writeDouble(StringBuilder out) {
    out.append('"');
    text.codePoints().forEach(c -> escape(out, c));
    out.append('"');
  }

  private static void escape(StringBuilder out, int c) {
    switch (c) {
      case 0 -> out.append("\\0");
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case 0x0b -> out.append("\\v");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      case 0x1b -> out.append("\\e");
      case '"', '\\' -> out.append('\\').append((char) c);
      case 0x85 -> out.append("\\N");
      case 0x2028 -> out.append("\\L");
      case 0x2029 -> out.append("\\P");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          String form = c <= 0xff ? "\\x%02X" : c <= 0xffff ? "\\u%04X" : "\\U%08X";
          out.append(String.format(Locale.ROOT, form, c));
        }
      }
    }
  }

  /** What libyaml writes as it is; nothing beyond the Basic Multilingual Plane. */
  private static boolean isPrintable(int c) {
    return c == '\n'
        || (c >= ' ' && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff);
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }
}
