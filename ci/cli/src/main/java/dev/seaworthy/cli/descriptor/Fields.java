package dev.seaworthy.cli.descriptor;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.document.Tree.Mark;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the keys of one mapping strictly: what is missing, unknown or ill-typed is reported. */
public final class Fields {
  private static final Mark START = new Mark(1, 1);
  private static final String WRONG_TYPE = "WRONG_TYPE";

  private final Tree.Mapping mapping;
  private final String where;
  private final Diagnostics diagnostics;

  private Fields(Tree.Mapping mapping, String where, Diagnostics diagnostics) {
    this.mapping = mapping;
    this.where = where;
    this.diagnostics = diagnostics;
  }

  /**
   * The fields of {@code tree}; those of an empty mapping if it is not a mapping.
   *
   * @param where the path that leads here, for messages; empty for the root
   */
  public static Fields of(Tree tree, String where, Set<String> known, Diagnostics diagnostics) {
    if (tree instanceof Tree.Mapping mapping) {
      Fields fields = new Fields(mapping, where, diagnostics);
      fields.refuseUnknown(known);
      return fields;
    }
    String name = where.isEmpty() ? "the descriptor" : "`" + where + "`";
    diagnostics.error(
        tree.mark(),
        WRONG_TYPE,
        "%s must be a mapping, but is %s".formatted(name, describe(tree)),
        "write it as `key: value` lines");
    return new Fields(new Tree.Mapping(tree.mark(), Map.of()), where, diagnostics);
  }

  public Mark mark() {
    return mapping.entries().isEmpty() && mapping.mark().line() == 0 ? START : mapping.mark();
  }

  public Mark markOf(String key) {
    Tree.Entry entry = mapping.entries().get(key);
    return entry == null ? mark() : entry.keyMark();
  }

  public Mark valueMark(String key) {
    return mapping.get(key).map(Tree::mark).orElse(mark());
  }

  public boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  boolean isEmptyList(String key) {
    return mapping.get(key).stream()
        .anyMatch(tree -> tree instanceof Tree.Sequence sequence && sequence.items().isEmpty());
  }

  /** The text under {@code key}; empty, with an error, when absent, blank or of another type. */
  public Optional<String> required(String key) {
    if (!has(key)) {
      diagnostics.error(
          mark(),
          "MISSING_KEY",
          "`%s` is missing".formatted(path(key)),
          "add `%s: …`".formatted(key));
      return Optional.empty();
    }
    Optional<String> text = optional(key);
    if (text.isPresent() && text.get().isBlank()) {
      diagnostics.error(
          valueMark(key),
          "EMPTY_VALUE",
          "`%s` is empty".formatted(path(key)),
          "write something a reader can act on");
      return Optional.empty();
    }
    return text;
  }

  /** The text under {@code key}; empty when absent, or, with an error, of another type. */
  public Optional<String> optional(String key) {
    return mapping.get(key).flatMap(tree -> text(tree, path(key)));
  }

  /** Requires {@code value}, and nothing else, under {@code key}. */
  public void exactly(String key, String value) {
    Optional<String> given = required(key);
    if (given.isPresent() && !given.get().equals(value)) {
      unknownValue(key, given.get(), "write `%s: %s`".formatted(key, value));
    }
  }

  /** The text that was read under {@code key}; empty, with an error, when not among those. */
  Optional<String> oneOf(String key, Optional<String> text, Collection<String> allowed) {
    if (text.isPresent() && !allowed.contains(text.get())) {
      unknownValue(key, text.get(), Suggestion.fix(text.get(), allowed));
      return Optional.empty();
    }
    return text;
  }

  private void unknownValue(String key, String text, String fix) {
    diagnostics.error(
        valueMark(key), "UNKNOWN_VALUE", "`%s` cannot be `%s`".formatted(key, text), fix);
  }

  /** Whether {@code key} is true; {@code otherwise} when absent or, with an error, no boolean. */
  public boolean flag(String key, boolean otherwise) {
    Optional<Tree> value = mapping.get(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof Tree.Scalar scalar && scalar.value() instanceof Boolean flag) {
      return flag;
    }
    wrongType(value.get(), path(key), "a boolean", "write `true` or `false`");
    return otherwise;
  }

  /**
   * The whole number under {@code key}; {@code otherwise} when absent or, with an error, no such
   * number.
   */
  public long number(String key, long otherwise, long least, long most) {
    Optional<Tree> value = mapping.get(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof Tree.Scalar scalar
        && scalar.value() instanceof Long number
        && number >= least
        && number <= most) {
      return number;
    }
    wrongType(
        value.get(),
        path(key),
        "a whole number from %d to %d".formatted(least, most),
        "write such a number, without quotes");
    return otherwise;
  }

  /** The texts of the list under {@code key}; a single text counts as a list of one. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    Optional<Tree> value = mapping.get(key);
    if (value.isPresent() && value.get() instanceof Tree.Scalar scalar) {
      text(scalar, path(key)).ifPresent(texts::add);
    } else {
      each(key, (item, path) -> text(item, path).ifPresent(texts::add));
    }
    return texts;
  }

  /** Calls {@code reader} with each item of the list under {@code key} and the item's path. */
  public void each(String key, java.util.function.BiConsumer<Tree, String> reader) {
    Optional<Tree> value = mapping.get(key);
    if (value.isEmpty()) {
      return;
    }
    if (!(value.get() instanceof Tree.Sequence sequence)) {
      wrongType(
          value.get(), path(key), "a list", "write each item on a line of its own, with `- `");
      return;
    }
    int position = 0;
    for (Tree item : sequence.items()) {
      reader.accept(item, path(key) + "[" + position++ + "]");
    }
  }

  /** Calls {@code reader} with the fields under {@code key}, when it is there. */
  public void nested(String key, Set<String> known, Consumer<Fields> reader) {
    mapping
        .get(key)
        .ifPresent(tree -> reader.accept(Fields.of(tree, path(key), known, diagnostics)));
  }

  Map<String, Tree.Entry> entries() {
    return mapping.entries();
  }

  private void refuseUnknown(Set<String> known) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                diagnostics.error(
                    entry.keyMark(),
                    "UNKNOWN_KEY",
                    "unknown key `%s`%s"
                        .formatted(key, where.isEmpty() ? "" : " in `" + where + "`"),
                    Suggestion.fix(key, known));
              }
            });
  }

  private Optional<String> text(Tree tree, String path) {
    Optional<String> text = tree.asText();
    if (text.isEmpty()) {
      boolean scalar = tree instanceof Tree.Scalar one && one.value() != CanonicalJson.NULL;
      wrongType(tree, path, "text", scalar ? "put the value in quotes" : "write text");
    }
    return text;
  }

  private void wrongType(Tree tree, String path, String wanted, String fix) {
    diagnostics.error(
        tree.mark(),
        WRONG_TYPE,
        "`%s` must be %s, but is %s".formatted(path, wanted, describe(tree)),
        fix);
  }

  private String path(String key) {
    return where.isEmpty() ? key : where + "." + key;
  }

  private static String describe(Tree tree) {
    if (tree instanceof Tree.Scalar scalar) {
      Object value = scalar.value();
      if (value == CanonicalJson.NULL) {
        return "nothing (null)";
      }
      if (value instanceof String text) {
        return "text, `" + text + "`";
      }
      // A number's digits as written are lost by now: `18.0` is 18.
      return value instanceof Boolean ? "a boolean, `" + value + "`" : "a number";
    }
    return tree instanceof Tree.Mapping ? "a mapping" : "a list";
  }
}
