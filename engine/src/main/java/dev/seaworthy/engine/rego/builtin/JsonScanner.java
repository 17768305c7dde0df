package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.GoText;
import org.jspecify.annotations.Nullable;

/** The words, numbers and strings of a JSON text, and Go's complaints about them. */
final class JsonScanner {
  private static final int END = -1;

  private final Budget budget;
  private final String text;
  private int at;

  JsonScanner(Budget budget, String text) {
    this.budget = budget;
    this.text = text;
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  void skip() {
    at++;
  }

  /** The next character that is not blank; -1 at the end. */
  int skipBlanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      budget.step();
      at++;
    }
    return peek();
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Takes one character. */
  void expect(char wanted, String place) {
    if (peek() != wanted) {
      throw unexpected(place);
    }
    at++;
  }

  RegoException unexpected(String place) {
    return Operands.failed(
        peek() == END ? "unexpected EOF" : "invalid character " + shown(peek()) + " " + place);
  }

  /** A character as Go shows it: of one that has several bytes, the first. */
  static String shown(int character) {
    int first = character < 0x80 ? character : Bytes.of(Character.toString(character))[0] & 0xff;
    if (Character.isSurrogate((char) character)) {
      first = Character.isHighSurrogate((char) character) ? 0xf0 : character - 0xdc00;
    }
    return switch (first) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      default -> {
        String quoted = GoText.quote(Character.toString(first));
        yield "'" + quoted.substring(1, quoted.length() - 1) + "'";
      }
    };
  }

  void word(String word) {
    for (int i = 0; i < word.length(); i++) {
      char wanted = word.charAt(i);
      expect(wanted, "in literal " + word + " (expecting '" + wanted + "')");
    }
  }

  String number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      digits("in numeric literal");
    }
    if (peek() == '.') {
      at++;
      digits("after decimal point in numeric literal");
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits("in exponent of numeric literal");
    }
    budget.steps(at - start);
    return text.substring(start, at);
  }

  private void digits(String place) {
    if (!isDigit(peek())) {
      throw unexpected(place);
    }
    while (isDigit(peek())) {
      at++;
    }
  }

  String string() {
    at++;
    int start = at;
    StringBuilder changed = null;
    while (peek() != '"') {
      int c = peek();
      if (c < ' ') {
        throw unexpected("in string literal");
      }
      String replacement = c == '\\' ? escape() : lone();
      if (replacement != null) {
        changed = changed == null ? new StringBuilder(text.substring(start, at)) : changed;
        changed.append(replacement);
        at += c == '\\' ? escapeLength() : 1;
      } else {
        if (changed != null) {
          changed.append((char) c);
        }
        at++;
      }
    }
    String string = changed == null ? text.substring(start, at) : changed.toString();
    at++;
    budget.steps(string.length());
    budget.allocate(2L * string.length());
    return string;
  }

  private @Nullable String lone() {
    return Bytes.isLone(text, at) ? "\ufffd" : null;
  }

  private int charAt(int position) {
    return position < text.length() ? text.charAt(position) : END;
  }

  /** What the escape at this place stands for. */
  private String escape() {
    return switch (charAt(at + 1)) {
      case '"' -> "\"";
      case '\\' -> "\\";
      case '/' -> "/";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'u' -> unicode();
      default -> {
        at++;
        throw unexpected("in string escape code");
      }
    };
  }

  private String unicode() {
    char unit = (char) hexadecimal(at + 2);
    if (isPair(unit)) {
      return new String(new char[] {unit, (char) hexadecimal(at + 8)});
    }
    return Character.isSurrogate(unit) ? "\ufffd" : String.valueOf(unit);
  }

  private boolean isPair(char unit) {
    if (!Character.isHighSurrogate(unit) || charAt(at + 6) != '\\' || charAt(at + 7) != 'u') {
      return false;
    }
    return Character.isLowSurrogate((char) hexadecimal(at + 8));
  }

  private int hexadecimal(int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int c = charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : END;
      if (digit < 0) {
        at = i;
        throw unexpected("in \\u hexadecimal character escape");
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private int escapeLength() {
    if (charAt(at + 1) != 'u') {
      return 2;
    }
    return isPair((char) hexadecimal(at + 2)) ? 12 : 6;
  }
}
