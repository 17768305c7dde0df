package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.BooleanValue;
import dev.seaworthy.engine.rego.value.NumberValue;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.StringValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks of IP addresses. Nothing here asks a name server. */
final class Networks {
  private static final int ADDRESS_BYTES = 150;

  private Networks() {}

  /** A block to look at, and what a match is called. */
  private record Entry(Value block, Value index) {}

  static @Nullable Builtin find(String name) {
    return switch (name) {
      case "net.cidr_contains", "net.cidr_overlap" -> (Builtin.Two) Networks::contains;
      case "net.cidr_contains_matches" -> (Builtin.Two) Networks::containsMatches;
      case "net.cidr_intersects" -> (Builtin.Two) Networks::intersects;
      case "net.cidr_is_valid" -> (Builtin.One) Networks::isValid;
      case "net.cidr_expand" -> (Builtin.One) Networks::expand;
      case "net.cidr_merge" -> (Builtin.One) NetworkMerge::merge;
      default -> null;
    };
  }

  private static Value isValid(Budget budget, Value block) {
    return BooleanValue.of(
        block instanceof StringValue string && CidrBlock.parse(string.text()) != null);
  }

  private static Value intersects(Budget budget, Value one, Value other) {
    // OPA calls either operand the first.
    CidrBlock left = block(Operands.text(one, 1));
    CidrBlock right = block(Operands.text(other, 1));
    return BooleanValue.of(left.contains(right.first()) || right.contains(left.first()));
  }

  private static Value contains(Budget budget, Value block, Value other) {
    return BooleanValue.of(isContained(block, other));
  }

  private static boolean isContained(Value block, Value other) {
    CidrBlock outer = block(Operands.text(block, 1));
    String text = Operands.text(other, 1);
    IpAddress address = IpAddress.parse(text);
    if (address != null) {
      return outer.contains(address);
    }
    CidrBlock inner = CidrBlock.parse(text);
    if (inner == null) {
      throw Operands.failed("not a valid textual representation of an IP address or CIDR: " + text);
    }
    return outer.contains(inner);
  }

  private static CidrBlock block(String text) {
    CidrBlock block = CidrBlock.parse(text);
    if (block == null) {
      throw Operands.failed("invalid CIDR address: " + text);
    }
    return block;
  }

  private static Value expand(Budget budget, Value operand) {
    CidrBlock block = block(Operands.text(operand, 1));
    SetValue addresses = new SetValue();
    // A block of all addresses never ends: after the last comes the first again.
    for (IpAddress each = block.first(); block.contains(each); each = each.next()) {
      budget.step();
      budget.allocate(ADDRESS_BYTES);
      addresses.add(StringValue.of(each.toString()));
    }
    return addresses.sort();
  }

  private static Value containsMatches(Budget budget, Value outer, Value inner) {
    SetValue matches = new SetValue();
    List<Entry> inners = new ArrayList<>();
    for (Entry each : entries(outer, 1)) {
      if (inners.isEmpty()) {
        inners = entries(inner, 2);
      }
      for (Entry other : inners) {
        budget.steps(50);
        if (isContained(each.block, other.block)) {
          budget.allocate(100);
          matches.add(ArrayValue.of(each.index, other.index));
        }
      }
    }
    return matches.sort();
  }

  private static List<Entry> entries(Value operand, int position) {
    List<Entry> entries = new ArrayList<>();
    if (operand instanceof StringValue) {
      entries.add(new Entry(operand, operand));
    } else if (operand instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        entries.add(new Entry(element(array.at(i), position), NumberValue.of(i)));
      }
    } else if (operand instanceof SetValue set) {
      for (int i = 0; i < set.size(); i++) {
        entries.add(new Entry(element(set.at(i), position), set.at(i)));
      }
    } else if (operand instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        entries.add(new Entry(element(object.valueAt(i), position), object.keyAt(i)));
      }
    }
    return entries;
  }

  /** A block, or the first thing in an array. */
  private static Value element(Value value, int position) {
    if (value instanceof StringValue) {
      return value;
    }
    if (value instanceof ArrayValue array && array.size() > 0) {
      return array.at(0);
    }
    throw failed(position);
  }

  private static RegoException failed(int position) {
    return Operands.failed(
        "operand %d: element must be string or non-empty array".formatted(position));
  }
}
