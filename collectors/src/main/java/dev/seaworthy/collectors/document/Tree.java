package dev.seaworthy.collectors.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed YAML or JSON value that remembers where it stood. The typed readers return empty where
 * the value is absent, null or of another type, so that a wrong type is never taken for a value.
 */
public sealed interface Tree {
  Mark mark();

  /** The value as canonical JSON takes it. */
  Object plain();

  /** This tree as a mapping; empty for any other type. */
  default Optional<Mapping> asMapping() {
    return this instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
  }

  /** This tree as text; empty for any other type. */
  default Optional<String> asText() {
    return this instanceof Scalar scalar && scalar.value() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /**
   * A position in the source.
   *
   * @param line from 1
   * @param column in characters, from 1
   */
  record Mark(int line, int column) {}

  /**
   * A mapping.
   *
   * @param mark where its first entry stands
   * @param entries in source order; of duplicate keys the last, as kubectl reads them
   */
  record Mapping(Mark mark, Map<String, Entry> entries) implements Tree {
    public Mapping {
      entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public Optional<Tree> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    public Optional<String> text(String key) {
      return get(key).flatMap(Tree::asText);
    }

    public Optional<Mapping> mapping(String key) {
      return get(key).flatMap(Tree::asMapping);
    }

    /** Whether the value is the boolean {@code true}. */
    public boolean isTrue(String key) {
      return isFlag(key, true);
    }

    /** Whether the value is the boolean {@code false}. */
    public boolean isFalse(String key) {
      return isFlag(key, false);
    }

    private boolean isFlag(String key, boolean wanted) {
      return get(key)
          .filter(tree -> tree instanceof Scalar scalar && scalar.value().equals(wanted))
          .isPresent();
    }

    /** The items under {@code key}; empty when absent or not a sequence. */
    public List<Tree> items(String key) {
      return get(key)
          .filter(Sequence.class::isInstance)
          .map(tree -> ((Sequence) tree).items())
          .orElse(List.of());
    }

    @Override
    public Map<String, Object> plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      entries.forEach((key, entry) -> plain.put(key, entry.value().plain()));
      return plain;
    }
  }

  /**
   * One entry of a mapping.
   *
   * @param keyMark where the key stands: what a finding about the entry points at
   */
  record Entry(Mark keyMark, Tree value) {}

  /** A sequence. */
  record Sequence(Mark mark, List<Tree> items) implements Tree {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public List<Object> plain() {
      return items.stream().map(Tree::plain).toList();
    }
  }

  /**
   * A scalar.
   *
   * @param value {@link String}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger},
   *     {@link Double} or {@link dev.seaworthy.engine.json.CanonicalJson#NULL}
   */
  record Scalar(Mark mark, Object value) implements Tree {
    @Override
    public Object plain() {
      return value;
    }
  }
}
