package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.text.Utf8;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.GoText;
import dev.seaworthy.engine.rego.value.NullValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prints a template's values in the manner of Go's {@code fmt}: its common verbs and flags. */
final class TemplatePrintf {
  private static final Pattern VERB =
      Pattern.compile("%([-+# 0]*)([0-9]{0,4})(?:\\.([0-9]{0,3}))?(\\P{ASCII}|[^-+# 0-9.])");
  private static final int DEFAULT_DIGITS = 6;

  private TemplatePrintf() {}

  /** What stands between the percent sign and the verb. */
  private record Form(String flags, int width, int digits, String verb) {
    boolean isFormatted() {
      return width > 0 || digits >= 0 || !flags.isEmpty();
    }

    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }
  }

  /** The only argument if it is text, or all of them printed. */
  static String text(Budget budget, List<@Nullable Object> arguments) {
    List<@Nullable Object> shown = new ArrayList<>();
    arguments.forEach(
        each -> shown.add(each == null || each instanceof NullValue ? "<no value>" : each));
    return print(budget, shown);
  }

  /** Puts blanks between values that are no text. */
  static String print(Budget budget, List<@Nullable Object> arguments) {
    StringBuilder out = new StringBuilder();
    boolean wasText = true;
    for (Object argument : arguments) {
      boolean isText = argument instanceof String || argument instanceof NumberValue;
      out.append(!isText && !wasText ? " " : "").append(TemplateText.of(argument, false));
      wasText = isText;
    }
    budget.allocate(2L * out.length());
    return out.toString();
  }

  static String println(Budget budget, List<@Nullable Object> arguments) {
    StringBuilder out = new StringBuilder();
    for (Object argument : arguments) {
      out.append(out.isEmpty() ? "" : " ").append(TemplateText.of(argument, false));
    }
    budget.allocate(2L * out.length());
    return out.append('\n').toString();
  }

  static String printf(Budget budget, List<@Nullable Object> arguments) {
    if (!(arguments.get(0) instanceof String format)) {
      throw Operands.failed(
          "wrong type for value; expected string; got " + TemplateText.type(arguments.get(0)));
    }
    StringBuilder out = new StringBuilder();
    Matcher matcher = VERB.matcher(format);
    int next = 1;
    int from = 0;
    for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
      int before = out.length();
      out.append(format, from, at);
      if (!matcher.find(at) || matcher.start() != at) {
        throw unsupported(format.substring(at));
      }
      from = matcher.end();
      Form form = form(matcher);
      if (form.verb.equals("%")) {
        out.append('%');
      } else if (next == arguments.size()) {
        out.append("%!").append(form.verb).append("(MISSING)");
      } else {
        out.append(padded(form, value(form, arguments.get(next++))));
      }
      budget.allocate(2L * (out.length() - before));
    }
    out.append(format, from, format.length());
    appendExtra(arguments, next, out);
    return out.toString();
  }

  private static void appendExtra(List<@Nullable Object> arguments, int next, StringBuilder out) {
    if (next < arguments.size()) {
      String separator = "%!(EXTRA ";
      for (Object extra : arguments.subList(next, arguments.size())) {
        out.append(separator).append(TemplateText.type(extra));
        boolean isNil = extra == null || extra instanceof NullValue;
        out.append(isNil ? "" : "=" + TemplateText.of(extra, false));
        separator = ", ";
      }
      out.append(')');
    }
  }

  private static Form form(Matcher matcher) {
    String width = matcher.group(2);
    String digits = matcher.group(3);
    int precision = digits == null ? -1 : digits.isEmpty() ? 0 : Integer.parseInt(digits);
    int wide = width.isEmpty() ? 0 : Integer.parseInt(width);
    return new Form(matcher.group(1), wide, precision, matcher.group(4));
  }

  private static RegoException unsupported(String form) {
    return Operands.failed(
        "the format `%s` is not supported"
            .formatted(form.substring(0, Math.min(10, form.length()))));
  }

  private static String value(Form form, @Nullable Object value) {
    boolean isComposite = value instanceof ArrayValue || value instanceof ObjectValue;
    if (isComposite && (form.isFormatted() || !"vT".contains(form.verb))) {
      throw unsupported("%" + form.verb); // Go formats the elements one by one.
    }
    Object shown = value instanceof NumberValue number ? number.literal() : value;
    String text =
        switch (form.verb) {
          case "v" -> cut(form, TemplateText.of(value, false));
          case "T" -> TemplateText.type(value);
          case "t" -> value instanceof Boolean ? value.toString() : null;
          case "s" -> shown instanceof String string ? cut(form, string) : null;
          case "q" -> shown instanceof String string ? GoText.quote(cut(form, string)) : null;
          case "d", "x", "X", "o", "b", "c", "U" -> integer(form, shown);
          case "f", "F", "e", "g" -> value instanceof Double real ? real(form, real) : null;
          default -> null;
        };
    return text == null ? wrong(form, value) : text;
  }

  /** Go's complaint within the text; rather refused where Go formats the value in it. */
  private static String wrong(Form form, @Nullable Object value) {
    boolean isOfUse = "qcU".contains(form.verb) && value instanceof Long;
    boolean isHexReal = "xXbeg".contains(form.verb) && value instanceof Double;
    if (form.isFormatted() || isOfUse || isHexReal) {
      throw unsupported("%" + form.verb);
    }
    String type = TemplateText.type(value);
    String shown = type.equals("<nil>") ? "" : "=" + TemplateText.of(value, false);
    return "%!" + form.verb + "(" + type + shown + ")";
  }

  private static String cut(Form form, String text) {
    int points = text.codePointCount(0, text.length());
    return form.digits < 0 || form.digits >= points
        ? text
        : text.substring(0, text.offsetByCodePoints(0, form.digits));
  }

  private static @Nullable String integer(Form form, @Nullable Object value) {
    if (value instanceof String text && form.verb.equalsIgnoreCase("x")) {
      return hex(form, text);
    }
    if (!(value instanceof Long number)) {
      return null;
    }
    String digits =
        switch (form.verb) {
          case "x" -> Long.toString(number, 16);
          case "X" -> Long.toString(number, 16).toUpperCase(Locale.ROOT);
          case "o" -> Long.toString(number, 8);
          case "b" -> Long.toString(number, 2);
          case "c" ->
              Character.isValidCodePoint(number.intValue())
                  ? Character.toString(number.intValue())
                  : "\ufffd";
          case "U" -> "U+%04X".formatted(number);
          default -> Long.toString(number);
        };
    return signed(form, digits, "cU".contains(form.verb));
  }

  private static String signed(Form form, String digits, boolean isPlain) {
    boolean needsSign = !isPlain && !digits.startsWith("-");
    return (needsSign && form.has('+') ? "+" : needsSign && form.has(' ') ? " " : "") + digits;
  }

  private static String hex(Form form, String text) {
    StringBuilder out = new StringBuilder();
    String octet = form.verb.equals("X") ? "%02X" : "%02x";
    Utf8.bytes(text).chars().forEach(c -> out.append(octet.formatted(c)));
    return out.toString();
  }

  private static String real(Form form, double value) {
    int digits = form.digits < 0 ? DEFAULT_DIGITS : form.digits;
    BigDecimal exact = new BigDecimal(value);
    String text =
        switch (form.verb) {
          case "e" -> throw unsupported("%e");
          case "g" -> {
            if (form.digits >= 0) {
              throw unsupported("%.g");
            }
            yield GoFloats.general(value);
          }
          default -> exact.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        };
    return signed(form, text, false);
  }

  private static String padded(Form form, String text) {
    int missing = form.width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (form.has('-')) {
      return text + " ".repeat(missing);
    }
    boolean isNumber = "dxXobfFg".contains(form.verb);
    if (!form.has('0') || !isNumber) {
      return (form.has('0') && "sqvt".contains(form.verb) ? "0" : " ").repeat(missing) + text;
    }
    boolean isSigned = text.startsWith("-") || text.startsWith("+");
    return (isSigned ? text.substring(0, 1) : "")
        + "0".repeat(missing)
        + text.substring(isSigned ? 1 : 0);
  }
}
