package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.Bytes;
import java.math.BigInteger;

/** Prints one argument by one verb. */
final class Verbs {
  private final BudgetedText out;

  Verbs(BudgetedText out) {
    this.out = out;
  }

  /** Go's name of an argument's type. */
  static String type(Object argument) {
    if (argument instanceof Long) {
      return "int64";
    }
    if (argument instanceof Double) {
      return "float64";
    }
    return argument instanceof BigInteger ? "*big.Int" : "string";
  }

  void print(Object argument, int verb, FormatFlags flags) {
    out.reserve(Math.max(0, flags.width) + Math.max(0, flags.precision));
    if (verb == 'T') {
      flags.pad(cut(type(argument), flags.precision), out);
    } else if (verb == 'p') {
      bad(argument, verb, flags);
    } else if (argument instanceof Long number) {
      integer(number, verb, flags);
    } else if (argument instanceof Double number) {
      fraction(number, verb, flags);
    } else if (argument instanceof BigInteger number) {
      bigInteger(number, verb, flags);
    } else {
      string((String) argument, verb, flags);
    }
  }

  private void bad(Object argument, int verb, FormatFlags flags) {
    out.append("%!" + Character.toString(verb) + "(" + type(argument) + "=");
    print(argument, 'v', flags);
    out.append(')');
  }

  private static String cut(String text, int precision) {
    boolean isShort = precision < 0 || text.codePointCount(0, text.length()) <= precision;
    return isShort ? text : text.substring(0, text.offsetByCodePoints(0, precision));
  }

  private void string(String text, int verb, FormatFlags flags) {
    String shown = verb == 'x' || verb == 'X' ? text : cut(text, flags.precision);
    switch (verb) {
      case 's' -> flags.pad(shown, out);
      case 'v' -> flags.pad(flags.source ? QuotedText.of(shown, flags) : shown, out);
      case 'q' -> flags.pad(QuotedText.of(shown, flags), out);
      case 'x', 'X' -> flags.pad(IntegerText.ofBytes(Bytes.of(text), verb == 'X', flags), out);
      default -> bad(text, verb, flags);
    }
  }

  private void integer(long number, int verb, FormatFlags flags) {
    switch (verb) {
      case 'v', 'd' -> digits(number, 10, verb, flags);
      case 'b' -> digits(number, 2, verb, flags);
      case 'o', 'O' -> digits(number, 8, verb, flags);
      case 'x', 'X' -> digits(number, 16, verb, flags);
      case 'c' -> flags.pad(QuotedText.character(number), out);
      case 'q' -> flags.pad(QuotedText.ofCharacter(number, flags.plus), out);
      case 'U' -> flags.padWithBlanks(QuotedText.codePoint(number, flags), out);
      default -> bad(number, verb, flags);
    }
  }

  private void digits(long number, int radix, int verb, FormatFlags flags) {
    flags.padWithBlanks(IntegerText.of(number, radix, verb, flags), out);
  }

  private void bigInteger(BigInteger number, int verb, FormatFlags flags) {
    int radix =
        switch (verb) {
          case 'd', 's', 'v' -> 10;
          case 'b' -> 2;
          case 'o', 'O' -> 8;
          case 'x', 'X' -> 16;
          default -> 0;
        };
    if (verb == 'w') {
      bad(number, verb, flags);
    } else if (radix == 0) {
      out.append("%!" + Character.toString(verb) + "(big.Int=" + number + ")");
    } else {
      flags.padWithBlanks(IntegerText.of(number, radix, verb, flags), out);
    }
  }

  private void fraction(double number, int verb, FormatFlags flags) {
    char notation = verb == 'v' ? 'g' : verb == 'F' ? 'f' : (char) verb;
    int usual = "feE".indexOf(notation) >= 0 ? 6 : -1;
    if ("bgGxXfeE".indexOf(notation) < 0 || verb > 'z') {
      bad(number, verb, flags);
      return;
    }
    int precision = flags.precision >= 0 ? flags.precision : usual;
    String text = FractionText.of(Math.abs(number), notation, precision);
    if (flags.sharp && notation != 'b') {
      text = FractionText.withPoint(text, verb, precision);
    }
    String sign = isNegative(number) ? "-" : flags.plus ? "+" : flags.space ? " " : "";
    boolean zeros = flags.zero && !flags.minus && flags.width > text.length() + sign.length();
    String filled = zeros ? "0".repeat(flags.width - text.length() - sign.length()) : "";
    flags.padWithBlanks(sign + filled + text, out);
  }

  private static boolean isNegative(double number) {
    return Double.doubleToRawLongBits(number) < 0;
  }
}
