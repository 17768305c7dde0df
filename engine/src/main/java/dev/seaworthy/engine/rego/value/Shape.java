package dev.seaworthy.engine.rego.value;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of an object in the order they were read, as a path through a tree that many objects
 * share: an object of a known shape needs no table of its own, and finding its shape costs one
 * comparison a name. Safe for many threads: two that take the same new step at once agree on one.
 */
final class Shape {
  /** Longer objects are rarely alike: they are maps, not records. */
  static final int MAX_NAMES = 64;

  private static final int MAX_FIRST_STEPS = 4;

  private final @Nullable Shape parent;
  private final @Nullable StringValue name;
  private final int size;
  private final Map<String, Shape> next = new ConcurrentHashMap<>(2);

  /**
   * The steps taken first, which are compared before all are searched. Never changed by a reader:
   * what two threads write in turn slows both down.
   */
  private volatile Step[] first = {};

  private @Nullable Keys keys;

  /** The table of a shape's names in Rego's order. */
  static final class Keys {
    private final KeyTable table;
    private final int @Nullable [] order;

    private Keys(KeyTable table, int @Nullable [] order) {
      this.table = table;
      this.order = order;
    }

    KeyTable table() {
      return table;
    }

    /** Where each of the table's names stands in the order of reading; null if at its place. */
    int @Nullable [] order() {
      return order;
    }
  }

  private record Step(String name, Shape to) {}

  /** The shape of the empty object. */
  Shape() {
    this(null, null, 0);
  }

  private Shape(@Nullable Shape parent, @Nullable StringValue name, int size) {
    this.parent = parent;
    this.name = name;
    this.size = size;
  }

  int size() {
    return size;
  }

  /** The shape with one more name; null when nobody took this step before. */
  @SuppressWarnings("ReferenceEquality") // The parser interns names: mostly this is enough.
  @Nullable Shape known(String further) {
    for (Step step : first) {
      if (step.name == further) {
        return step.to;
      }
    }
    return next.get(further);
  }

  /** The shape with one more name, which it does not have. */
  Shape with(String further) {
    return next.computeIfAbsent(further, this::step);
  }

  private Shape step(String further) {
    Shape longer = new Shape(this, StringValue.of(further), size + 1);
    Step[] before = first;
    if (before.length < MAX_FIRST_STEPS) {
      Step[] more = Arrays.copyOf(before, before.length + 1);
      more[before.length] = new Step(further, longer);
      first = more;
    }
    return longer;
  }

  boolean has(String wanted) {
    for (Shape shape = this; shape != null; shape = shape.parent) {
      if (shape.name != null && shape.name.text().equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  StringValue name() {
    if (name == null) {
      throw new IllegalStateException("the empty shape has no name");
    }
    return name;
  }

  Keys keys() {
    Keys known = keys;
    if (known == null) {
      known = makeKeys();
      keys = known;
    }
    return known;
  }

  private Keys makeKeys() {
    StringValue[] names = new StringValue[size];
    for (Shape shape = this; shape != null && shape.size > 0; shape = shape.parent) {
      names[shape.size - 1] = shape.name();
    }
    KeyTable table = new KeyTable();
    for (StringValue each : names) {
      table.add(each);
    }
    if (table.isSorted()) {
      return new Keys(table, null);
    }
    table.sort(null);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[table.find(names[i])] = i;
    }
    return new Keys(table, order);
  }
}
