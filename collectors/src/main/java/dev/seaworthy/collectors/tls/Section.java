package dev.seaworthy.collectors.tls;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A part of Traefik's configuration. Traefik's files are read whatever the case of their keys; its
 * Kubernetes objects are not. A value of the wrong type is told and read as absent.
 *
 * @param anyCase whether the case of keys is ignored
 */
record Section(Tree.Mapping mapping, boolean anyCase, Faults faults) {
  /** Takes what is wrong. */
  @FunctionalInterface
  interface Faults {
    void add(Problem problem, Tree.Mark at);
  }

  /** The value under {@code key}; a null is absent. */
  Optional<Tree> get(String key) {
    Optional<Tree> value = mapping.get(key);
    if (value.isEmpty() && anyCase) {
      value =
          mapping.entries().entrySet().stream()
              .filter(entry -> entry.getKey().equalsIgnoreCase(key))
              .map(entry -> entry.getValue().value())
              .findFirst();
    }
    return value.filter(tree -> !isNull(tree));
  }

  Optional<Section> section(String key) {
    Optional<Tree> value = get(key);
    if (value.isPresent() && value.get().asMapping().isEmpty()) {
      wrong(key, "a mapping", value.get());
    }
    return value.flatMap(Tree::asMapping).map(this::inner);
  }

  /** Like {@link #section}, with an empty part for an absent one. */
  Section inside(String key) {
    return section(key).orElseGet(() -> inner(new Tree.Mapping(mapping.mark(), Map.of())));
  }

  /** Like {@link #section}, for parts that {@code true} turns on as well. */
  Optional<Section> sectionOrTrue(String key) {
    Optional<Tree> value = get(key);
    if (value.isPresent() && value.get() instanceof Tree.Scalar scalar) {
      String word = String.valueOf(scalar.value()).toLowerCase(Locale.ROOT);
      if (word.equals("true")) {
        return Optional.of(inner(new Tree.Mapping(scalar.mark(), Map.of())));
      }
      if (word.equals("false")) {
        return Optional.empty();
      }
    }
    return section(key);
  }

  /** The parts under {@code key} by name; one that is null is an empty part. */
  Map<String, Section> sections(String key) {
    Map<String, Section> sections = new TreeMap<>();
    section(key)
        .ifPresent(
            all ->
                all.mapping
                    .entries()
                    .keySet()
                    .forEach(name -> sections.put(name, all.named(name))));
    return sections;
  }

  Optional<String> text(String key) {
    Optional<Tree> value = get(key);
    if (value.isPresent() && value.get().asText().isEmpty()) {
      wrong(key, "text", value.get());
    }
    return value.flatMap(Tree::asText).filter(text -> !text.isEmpty());
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Tree item : items(key)) {
      item.asText().ifPresentOrElse(texts::add, () -> wrong(key, "a list of texts", item));
    }
    return texts;
  }

  /** Like {@link #texts}, for lists that arguments join by commas. */
  List<String> words(String key) {
    Optional<String> joined = anyCase ? get(key).flatMap(Tree::asText) : Optional.empty();
    return joined.isPresent() ? split(joined.get()) : texts(key);
  }

  /** What stands between the commas of a text. */
  static List<String> split(String joined) {
    return Stream.of(joined.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
  }

  /** A length of time in whole seconds, rounded up; {@code otherwise} where it is absent. */
  long seconds(String key, long otherwise) {
    Optional<Tree> value = get(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    OptionalLong seconds = GoDuration.seconds(value.get().plain());
    if (seconds.isEmpty()) {
      wrong(key, "a duration such as `30s`", value.get());
    }
    return seconds.orElse(otherwise);
  }

  /** A whole number, as a number or, where arguments bring it, as text. */
  Optional<Long> number(String key) {
    Optional<Tree> value = get(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Object plain = value.get().plain();
    if (plain instanceof Long || plain.toString().matches("-?[0-9]{1,18}")) {
      return Optional.of(Long.parseLong(plain.toString()));
    }
    wrong(key, "a whole number", value.get());
    return Optional.empty();
  }

  List<Section> list(String key) {
    List<Section> sections = new ArrayList<>();
    for (Tree item : items(key)) {
      item.asMapping()
          .ifPresentOrElse(
              one -> sections.add(inner(one)), () -> wrong(key, "a list of mappings", item));
    }
    return sections;
  }

  boolean truth(String key) {
    Optional<Tree> value = get(key);
    if (value.isEmpty()) {
      return false;
    }
    Object plain = value.get().plain();
    if (plain instanceof Boolean || (anyCase && plain.toString().matches("true|false"))) {
      return plain.toString().equals("true");
    }
    wrong(key, "true or false", value.get());
    return false;
  }

  /** Whether the whole number under {@code key} is above zero. */
  boolean isPositive(String key) {
    Optional<Tree> value = get(key);
    if (value.isEmpty()) {
      return false;
    }
    Object plain = value.get().plain();
    if (plain instanceof Long || (anyCase && plain.toString().matches("[0-9]{1,18}"))) {
      return Long.parseLong(plain.toString()) > 0;
    }
    wrong(key, "a whole number", value.get());
    return false;
  }

  boolean has(String key) {
    return get(key).isPresent();
  }

  private Section named(String name) {
    Tree value = mapping.get(name).orElseThrow();
    if (value.asMapping().isEmpty() && !isNull(value)) {
      wrong(name, "a mapping", value);
    }
    return inner(value.asMapping().orElse(new Tree.Mapping(value.mark(), Map.of())));
  }

  private List<Tree> items(String key) {
    Optional<Tree> value = get(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Tree.Sequence sequence) {
      return sequence.items();
    }
    wrong(key, "a list", value.get());
    return List.of();
  }

  private Section inner(Tree.Mapping inner) {
    return new Section(inner, anyCase, faults);
  }

  private void wrong(String key, String expected, Tree at) {
    faults.add(TlsProblems.malformedTraefik(key, expected), at.mark());
  }

  private static boolean isNull(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.value() == CanonicalJson.NULL;
  }
}
