package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A label selector: all of its requirements must hold. Without requirements it matches everything.
 *
 * @param requirements sorted, so that equal selectors are equal
 */
public record LabelSelector(List<Requirement> requirements) {
  /** Matches everything. */
  public static final LabelSelector ALL = new LabelSelector(List.of());

  /** How a requirement compares. */
  enum Operator {
    IN("In"),
    NOT_IN("NotIn"),
    EXISTS("Exists"),
    DOES_NOT_EXIST("DoesNotExist");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    static Optional<Operator> of(String word) {
      return List.of(values()).stream().filter(one -> one.word.equals(word)).findFirst();
    }

    boolean takesValues() {
      return this == IN || this == NOT_IN;
    }
  }

  /** One condition on one label. */
  record Requirement(String key, Operator operator, Set<String> values)
      implements Comparable<Requirement> {
    Requirement {
      values = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    /** An absent label satisfies {@code NotIn}, as it does for the API server. */
    boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }

    /** Whether labels without its key cannot satisfy it. */
    boolean demandsLabel() {
      return operator == Operator.IN || operator == Operator.EXISTS;
    }

    @Override
    public int compareTo(Requirement other) {
      int byKey = key.compareTo(other.key);
      int byOperator = byKey == 0 ? operator.compareTo(other.operator) : byKey;
      return byOperator == 0 ? values.toString().compareTo(other.values.toString()) : byOperator;
    }
  }

  public LabelSelector {
    requirements = requirements.stream().distinct().sorted().toList();
  }

  /**
   * Reads {@code matchLabels} and {@code matchExpressions}; one that has a fault must not be read.
   */
  public static LabelSelector of(Tree.Mapping selector) {
    List<Requirement> requirements = new ArrayList<>();
    selector.mapping("matchLabels").ifPresent(labels -> requirements.addAll(equalities(labels)));
    for (Tree expression : selector.items("matchExpressions")) {
      requirements.add(requirement(expression.asMapping().orElseThrow()));
    }
    return new LabelSelector(requirements);
  }

  /** Reads the plain form, {@code key: value}, that Services have. */
  public static LabelSelector ofLabels(Tree.Mapping labels) {
    return new LabelSelector(equalities(labels));
  }

  /** Takes what has the label {@code key} with this value. */
  public static LabelSelector equal(String key, String value) {
    return new LabelSelector(List.of(new Requirement(key, Operator.IN, Set.of(value))));
  }

  /** What both take. */
  public LabelSelector and(LabelSelector other) {
    return new LabelSelector(
        Stream.concat(requirements.stream(), other.requirements.stream()).toList());
  }

  /** The same of labels whose keys have {@code prefix} before them. */
  public LabelSelector under(String prefix) {
    return new LabelSelector(
        requirements.stream()
            .map(one -> new Requirement(prefix + one.key(), one.operator(), one.values()))
            .toList());
  }

  /** Why the API server would refuse {@code selector}; empty if it would not. */
  public static Optional<String> fault(Tree.Mapping selector) {
    for (Tree expression : selector.items("matchExpressions")) {
      Tree.Mapping mapping = expression.asMapping().orElseThrow();
      String word = mapping.text("operator").orElse("");
      Optional<Operator> operator = Operator.of(word);
      boolean values = !mapping.items("values").isEmpty();
      if (operator.isEmpty()) {
        return Optional.of("the operator `%s` does not exist".formatted(word));
      }
      if (operator.get().takesValues() != values) {
        return Optional.of(
            "the operator `%s` takes %s".formatted(word, values ? "no values" : "values"));
      }
    }
    return Optional.empty();
  }

  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }

  /** Whether it has no requirement at all. */
  public boolean matchesAll() {
    return requirements.isEmpty();
  }

  /** The text entries of {@code labels}; a null counts as empty text, as in the API server. */
  public static Map<String, String> labels(Tree.Mapping labels) {
    Map<String, String> text = new LinkedHashMap<>();
    labels.entries().keySet().forEach(key -> text.put(key, labels.text(key).orElse("")));
    return text;
  }

  private static List<Requirement> equalities(Tree.Mapping labels) {
    return labels(labels).entrySet().stream()
        .map(label -> new Requirement(label.getKey(), Operator.IN, Set.of(label.getValue())))
        .toList();
  }

  private static Requirement requirement(Tree.Mapping expression) {
    Set<String> values = new TreeSet<>();
    expression.items("values").forEach(value -> value.asText().ifPresent(values::add));
    return new Requirement(
        expression.text("key").orElseThrow(),
        Operator.of(expression.text("operator").orElseThrow()).orElseThrow(),
        values);
  }
}
