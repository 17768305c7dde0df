package dev.seaworthy.engine.policy.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Compares two versions of one parameter. */
final class ParameterDiff {
  private final Parameter before;
  private final Parameter after;
  private final List<Change> changes;

  ParameterDiff(Parameter before, Parameter after, List<Change> changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  void compare() {
    if (!before.defaultValue().equals(after.defaultValue())) {
      Change.Kind kind =
          Direction.of(before.name())
              .judge(before.defaultValue().node(), after.defaultValue().node());
      add(
          kind,
          "default `%s` became `%s`".formatted(before.defaultValue(), after.defaultValue())
              + (isKnown(kind) ? "" : ", which may be weaker"));
    }
    values();
    if (!before.description().equals(after.description())) {
      add(Change.Kind.REWORDED, "has another description");
    }
  }

  private boolean isKnown(Change.Kind kind) {
    return kind == Change.Kind.STRENGTHENED
        || Direction.of(before.name())
                .judge(after.defaultValue().node(), before.defaultValue().node())
            == Change.Kind.STRENGTHENED;
  }

  /** No list of values means that any is allowed. */
  private void values() {
    List<CanonicalJson> old = before.values();
    List<CanonicalJson> next = after.values();
    if (old.isEmpty() && !next.isEmpty()) {
      add(Change.Kind.STRENGTHENED, "takes only `%s`".formatted(text(next)));
    } else if (!old.isEmpty() && next.isEmpty()) {
      add(Change.Kind.WEAKENED, "takes any value");
    } else {
      List<CanonicalJson> more = without(next, old);
      List<CanonicalJson> less = without(old, next);
      if (!more.isEmpty()) {
        add(Change.Kind.WEAKENED, "also takes `%s`".formatted(text(more)));
      }
      if (!less.isEmpty()) {
        add(Change.Kind.STRENGTHENED, "no longer takes `%s`".formatted(text(less)));
      }
    }
  }

  private void add(Change.Kind kind, String what) {
    changes.add(new Change(kind, Change.Part.PARAMETER, after.name(), what));
  }

  private static List<CanonicalJson> without(List<CanonicalJson> all, List<CanonicalJson> these) {
    List<CanonicalJson> rest = new ArrayList<>(all);
    rest.removeAll(these);
    return rest;
  }

  private static String text(List<CanonicalJson> values) {
    return String.join("`, `", values.stream().map(CanonicalJson::toString).toList());
  }

  /** Which way a parameter becomes laxer; told by the words its name is made of. */
  private enum Direction {
    HIGHER,
    LOWER,
    LONGER,
    UNKNOWN;

    static Direction of(String name) {
      List<String> words = List.of(name.split("_", -1));
      if (words.contains("max")) {
        return HIGHER;
      }
      if (words.contains("min")) {
        return LOWER;
      }
      if (words.contains("require")) {
        return LOWER;
      }
      boolean lets =
          words.contains("allow") || words.contains("allowed") || words.contains("exempt");
      return lets ? LONGER : UNKNOWN;
    }

    /** What cannot be told counts as weaker: who relies on the default is judged otherwise. */
    Change.Kind judge(JsonNode old, JsonNode next) {
      return isStronger(old, next) ? Change.Kind.STRENGTHENED : Change.Kind.WEAKENED;
    }

    private boolean isStronger(JsonNode old, JsonNode next) {
      return switch (this) {
        // Below zero means "no limit" for the parameters there are: such a step is not judged.
        case HIGHER -> counts(old, next) && next.decimalValue().compareTo(old.decimalValue()) < 0;
        case LOWER ->
            (counts(old, next) && next.decimalValue().compareTo(old.decimalValue()) > 0)
                || (old.isBoolean() && next.isBoolean() && next.booleanValue());
        case LONGER -> isShorter(old, next) || (next.isBoolean() && !next.booleanValue());
        case UNKNOWN -> false;
      };
    }

    private static boolean counts(JsonNode old, JsonNode next) {
      return old.isNumber()
          && next.isNumber()
          && old.decimalValue().signum() >= 0
          && next.decimalValue().signum() >= 0;
    }

    /** An empty list often allows anything, so that none becomes shorter by becoming empty. */
    private static boolean isShorter(JsonNode old, JsonNode next) {
      if (!old.isArray() || !next.isArray() || next.isEmpty()) {
        return false;
      }
      List<JsonNode> rest = new ArrayList<>();
      next.forEach(rest::add);
      old.forEach(one -> rest.removeIf(one::equals));
      return rest.isEmpty() && next.size() < old.size();
    }
  }
}
