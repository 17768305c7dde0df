package dev.seaworthy.collectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.document.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {
  private static final Tree.Mark MARK = new Tree.Mark(1, 1);

  @ParameterizedTest(name = "{0} [{1}] of [{2}]: {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "In           | a,b | a  | true",
        "In           | a,b | c  | false",
        "In           | a,b |    | false",
        "NotIn        | a,b | a  | false",
        "NotIn        | a,b | c  | true",
        "NotIn        | a,b |    | true",
        "Exists       |     | a  | true",
        "Exists       |     |    | false",
        "DoesNotExist |     | a  | false",
        "DoesNotExist |     |    | true",
      })
  void expressions(String operator, String values, String label, boolean matches) {
    LabelSelector selector = LabelSelector.of(expression(operator, values == null ? "" : values));
    assertThat(selector.matches(label == null ? Map.of() : Map.of("k", label))).isEqualTo(matches);
    assertThat(selector.matchesAll()).isFalse();
  }

  @ParameterizedTest(name = "{0} [{1}]")
  @CsvSource({"In, ''", "NotIn, ''", "Exists, a", "DoesNotExist, a", "in, a", "Gt, 5"})
  void faults(String operator, String values) {
    assertThat(LabelSelector.fault(expression(operator, values))).isPresent();
  }

  @Test
  void emptySelectsAllAndEveryRequirementCounts() {
    assertThat(LabelSelector.ALL.matches(Map.of())).isTrue();
    LabelSelector both = LabelSelector.ofLabels(mapping(Map.of("a", text("1"), "b", text("2"))));
    assertThat(both.matches(Map.of("a", "1"))).isFalse();
    assertThat(both.matches(Map.of("a", "1", "b", "2", "c", "3"))).isTrue();
    assertThat(both)
        .isEqualTo(
            LabelSelector.of(
                mapping(Map.of("matchLabels", mapping(Map.of("b", text("2"), "a", text("1")))))));
  }

  private static Tree.Mapping expression(String operator, String values) {
    List<Tree> items =
        values.isEmpty()
            ? List.of()
            : List.<Tree>copyOf(
                java.util.Arrays.stream(values.split(",", -1))
                    .map(LabelSelectorTest::text)
                    .toList());
    Tree.Mapping one =
        mapping(
            Map.of(
                "key",
                text("k"),
                "operator",
                text(operator),
                "values",
                new Tree.Sequence(MARK, items)));
    return mapping(Map.of("matchExpressions", new Tree.Sequence(MARK, List.of(one))));
  }

  private static Tree text(String value) {
    return new Tree.Scalar(MARK, value);
  }

  private static Tree.Mapping mapping(Map<String, Tree> values) {
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    values.forEach((key, value) -> entries.put(key, new Tree.Entry(MARK, value)));
    return new Tree.Mapping(MARK, entries);
  }
}
