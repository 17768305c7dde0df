package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins blocks that overlap or touch into as few blocks as possible. */
final class NetworkMerge {
  private static final int BLOCK_BYTES = 200;

  private NetworkMerge() {}

  /**
   * Addresses in a row.
   *
   * @param written the block it comes from; null once joined with another
   */
  private record Span(IpAddress first, IpAddress last, @Nullable String written) {
    private static final Comparator<Span> ORDER =
        Comparator.comparing((Span span) -> span.last.value())
            .thenComparing(span -> span.first.value());

    /** Whether this begins within the other or right behind it. */
    boolean touches(Span before) {
      BigInteger first = first().value();
      boolean isLowest =
          first.signum() == 0 || (first().isMapped() && (first().low() & 0xffff_ffffL) == 0);
      BigInteger previous = isLowest ? first : first.subtract(BigInteger.ONE);
      return previous.compareTo(before.last.value()) <= 0;
    }

    Span joined(Span before) {
      boolean isLower = before.first.value().compareTo(first.value()) < 0;
      return new Span(isLower ? before.first : first, last, null);
    }
  }

  static Value merge(Budget budget, Value operand) {
    ArrayValue blocks;
    if (operand instanceof ArrayValue array) {
      blocks = array;
    } else if (operand instanceof SetValue set) {
      blocks = set.toArray();
    } else {
      throw Operands.failed("operand must be an array");
    }
    budget.steps(blocks.size() * 20L);
    budget.allocate((long) blocks.size() * BLOCK_BYTES);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      spans.add(span(blocks.at(i)));
    }
    SetValue merged = new SetValue();
    for (Span span : joined(spans)) {
      budget.step();
      add(budget, span, merged);
    }
    return merged.sort();
  }

  private static Span span(Value element) {
    if (!(element instanceof StringValue string)) {
      throw Operands.failed("element must be string");
    }
    IpAddress address = IpAddress.parse(string.text());
    if (address != null) {
      return classful(address);
    }
    CidrBlock block = CidrBlock.parse(string.text());
    if (block == null) {
      throw Operands.failed("invalid CIDR address: " + string.text());
    }
    return new Span(block.first(), block.last(), block.toString());
  }

  /** A bare address stands for its network of the old classes A, B and C. */
  private static Span classful(IpAddress address) {
    if (!address.isMapped()) {
      throw Operands.failed("IPv6 invalid: needs prefix length");
    }
    int octet = (int) (address.low() >>> 24) & 255;
    int prefix = octet < 128 ? 8 : octet < 192 ? 16 : 24;
    IpAddress v4 = IpAddress.ofV4(address.low() & 0xffff_ffffL);
    return new Span(v4.masked(prefix), v4.last(96 + prefix), address + "/" + prefix);
  }

  private static List<Span> joined(List<Span> spans) {
    spans.sort(Span.ORDER);
    List<Span> joined = new ArrayList<>();
    Span current = null;
    for (int i = spans.size() - 1; i >= 0; i--) {
      Span each = spans.get(i);
      if (current == null) {
        current = each;
      } else if (current.touches(each)) {
        current = current.joined(each);
      } else {
        joined.add(current);
        current = each;
      }
    }
    if (current != null) {
      joined.add(current);
    }
    return joined;
  }

  /** Adds the blocks that make up a span. */
  private static void add(Budget budget, Span span, SetValue out) {
    if (span.written != null) {
      out.add(StringValue.of(span.written));
      return;
    }
    boolean isV4 = span.first.isMapped();
    BigInteger first = span.first.value();
    BigInteger end = span.last.value().add(BigInteger.ONE);
    while (first.compareTo(end) < 0) {
      budget.allocate(BLOCK_BYTES);
      int free = first.signum() == 0 ? 128 : first.getLowestSetBit();
      int hostBits = Math.min(isV4 ? 32 : free, free);
      hostBits = Math.min(hostBits, end.subtract(first).bitLength() - 1);
      out.add(StringValue.of(IpAddress.of(first) + "/" + ((isV4 ? 32 : 128) - hostBits)));
      first = first.add(BigInteger.ONE.shiftLeft(hostBits));
    }
  }
}
