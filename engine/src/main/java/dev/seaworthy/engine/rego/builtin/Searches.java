package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.Bytes;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Where texts have what, and pieces of texts; positions count characters, not Java's chars. */
final class Searches {
  private static final int BYTES_PER_PIECE = 64;

  private Searches() {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "indexof" -> (Builtin.Two) Searches::indexOf;
      case "indexof_n" -> (Builtin.Two) Searches::allIndexesOf;
      case "strings.count" -> Bytewise.of((Builtin.Two) Searches::count);
      case "substring" -> (Builtin.Three) Searches::substring;
      case "split" -> Bytewise.of((Builtin.Two) Searches::split);
      case "strings.split_n" -> Bytewise.of((Builtin.Three) Searches::splitLimited);
      default -> null;
    };
  }

  private static TextSearch search(Budget budget, Value operand) {
    String wanted = Bytes.printable(Operands.text(operand, 2));
    if (wanted.isEmpty()) {
      throw Operands.failed("empty search character");
    }
    return new TextSearch(budget, wanted);
  }

  private static Value indexOf(Budget budget, Value a, Value b) {
    String text = Bytes.printable(Operands.text(a, 1));
    int found = search(budget, b).in(text, 0);
    return NumberValue.of(found < 0 ? -1 : text.codePointCount(0, found));
  }

  private static Value allIndexesOf(Budget budget, Value a, Value b) {
    String text = Bytes.printable(Operands.text(a, 1));
    TextSearch search = search(budget, b);
    ArrayValue positions = ArrayValue.withCapacity(0);
    int from = 0;
    int counted = 0;
    for (int found = search.in(text, 0); found >= 0; found = search.in(text, found + 1)) {
      budget.allocate(BYTES_PER_PIECE);
      counted += text.codePointCount(from, found);
      from = found;
      positions.add(NumberValue.of(counted));
    }
    return positions;
  }

  private static Value count(Budget budget, Value a, Value b) {
    String text = Operands.text(a, 1);
    String wanted = Operands.text(b, 2);
    budget.steps(text.length() + 1L);
    if (wanted.isEmpty()) {
      return NumberValue.of(text.codePointCount(0, text.length()) + 1L);
    }
    int count = 0;
    TextSearch search = new TextSearch(budget, wanted);
    int found = search.in(text, 0);
    while (found >= 0) {
      count++;
      found = search.in(text, found + wanted.length());
    }
    return NumberValue.of(count);
  }

  private static Value substring(Budget budget, Value a, Value b, Value c) {
    String text = Operands.text(a, 1);
    long start = Operands.integer(b, 2);
    long length = Operands.integer(c, 3);
    if (start < 0) {
      throw Operands.failed("negative offset");
    }
    budget.steps(text.length() + 1L);
    int count = text.codePointCount(0, text.length());
    if (start >= count) {
      return StringValue.EMPTY;
    }
    boolean isToEnd = length < 0 || length >= count - start;
    if (start == 0 && isToEnd && (length >= 0 || !Bytes.isBinary(text))) {
      return a;
    }
    text = Bytes.printable(text);
    int from = text.offsetByCodePoints(0, (int) start);
    if (isToEnd) {
      return StringValue.of(text.substring(from));
    }
    int to = text.offsetByCodePoints(from, (int) length);
    budget.allocate(2L * (to - from));
    return StringValue.of(text.substring(from, to));
  }

  private static Value split(Budget budget, Value a, Value b) {
    return pieces(budget, Operands.text(a, 1), Operands.text(b, 2), Integer.MAX_VALUE);
  }

  /** The first pieces, or with a negative count the last. */
  private static Value splitLimited(Budget budget, Value a, Value b, Value c) {
    String text = Operands.text(a, 1);
    String delimiter = Operands.text(b, 2);
    long count = Operands.integer(c, 3);
    if (count == 0) {
      return ArrayValue.EMPTY;
    }
    if (count > 0) {
      int limit = (int) Math.min(count, Integer.MAX_VALUE - 1) + 1;
      ArrayValue pieces = pieces(budget, text, delimiter, limit);
      return pieces.slice(0, (int) Math.min(count, pieces.size()));
    }
    ArrayValue pieces = pieces(budget, text, delimiter, Integer.MAX_VALUE);
    return pieces.slice((int) Math.max(pieces.size() + count, 0), pieces.size());
  }

  private static ArrayValue pieces(Budget budget, String text, String delimiter, int limit) {
    if (delimiter.isEmpty()) {
      return characters(budget, text, limit);
    }
    ArrayValue pieces = ArrayValue.withCapacity(0);
    TextSearch search = new TextSearch(budget, delimiter);
    int from = 0;
    int next = search.in(text, from);
    while (next >= 0 && pieces.size() < limit - 1) {
      pay(budget, next - from);
      pieces.add(StringValue.of(text.substring(from, next)));
      from = next + delimiter.length();
      next = search.in(text, from);
    }
    pay(budget, text.length() - from);
    pieces.add(StringValue.of(text.substring(from)));
    return pieces;
  }

  /** The pieces where there is no delimiter. */
  private static ArrayValue characters(Budget budget, String text, int limit) {
    ArrayValue pieces = ArrayValue.withCapacity(0);
    int from = 0;
    while (from < text.length()) {
      boolean isLast = pieces.size() == limit - 1;
      int to = isLast ? text.length() : text.offsetByCodePoints(from, 1);
      pay(budget, to - from);
      pieces.add(StringValue.of(text.substring(from, to)));
      from = to;
    }
    return pieces;
  }

  private static void pay(Budget budget, int length) {
    budget.steps(1 + length / 8);
    budget.allocate(BYTES_PER_PIECE + 2L * length);
  }
}
