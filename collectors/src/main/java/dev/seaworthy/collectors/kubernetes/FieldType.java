package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Tree;
import java.math.BigInteger;
import java.util.function.Predicate;

/** The types of Kubernetes' own fields. */
enum FieldType {
  TEXT("text; quote it", tree -> tree.asText().isPresent()),
  NAME("non-empty text", tree -> tree.asText().filter(t -> !t.isEmpty()).isPresent()),
  INTEGER("a whole number", FieldType::isInteger),
  TRUTH("true or false", tree -> is(tree, Boolean.class)),
  MAPPING("a mapping", tree -> tree instanceof Tree.Mapping),
  LIST("a list", tree -> tree instanceof Tree.Sequence),
  INTEGER_OR_TEXT("a whole number or text", tree -> isInteger(tree) || tree.asText().isPresent()),
  TEXT_MAP("a mapping of text; quote its values", FieldType::isTextMap),
  QUANTITIES("a mapping of quantities", FieldType::isQuantities);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
  private final Predicate<Tree> holds;

  FieldType(String words, Predicate<Tree> holds) {
    this.words = words;
    this.holds = holds;
  }

  boolean holds(Tree tree) {
    return holds.test(tree);
  }

  String words() {
    return words;
  }

  private static boolean isInteger(Tree tree) {
    return is(tree, Long.class) || is(tree, BigInteger.class);
  }

  private static boolean isTextMap(Tree tree) {
    return tree instanceof Tree.Mapping mapping
        && mapping.entries().values().stream()
            .allMatch(one -> one.value().asText().isPresent() || ShapeRule.isNull(one.value()));
  }

  private static boolean isQuantities(Tree tree) {
    return tree instanceof Tree.Mapping mapping
        && mapping.entries().values().stream()
            .allMatch(one -> one.value().asText().isPresent() || is(one.value(), Number.class));
  }

  private static boolean is(Tree tree, Class<?> type) {
    return tree instanceof Tree.Scalar scalar && type.isInstance(scalar.value());
  }
}
