package dev.seaworthy.engine.rego.plan;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.rego.Explainable;
import dev.seaworthy.engine.rego.Explained;
import dev.seaworthy.engine.rego.Input;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Modules;
import dev.seaworthy.engine.rego.Read;
import dev.seaworthy.engine.rego.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which places decided a finding. */
class ExplainTest {
  private static final String INPUT =
      """
      {
        "parameters": {"copy": "yes"},
        "pod": {
          "metadata": {"name": "web", "labels": {"a": "b"}},
          "containers": [
            {
              "name": "app",
              "image": "app:1",
              "registry": "good",
              "securityContext": {"privileged": true, "runAsNonRoot": true},
              "limits": {"memory": "1Gi"},
              "size": 11
            },
            {"name": "side", "image": "side:1", "registry": "bad", "limits": {}, "size": 12}
          ]
        }
      }
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          privileged | input["pod"]["containers"][0]["securityContext"]["privileged"]: VALUE
          limits     | input["pod"]["containers"][1]["limits"]["memory"]: ABSENT; \
          input["pod"]["containers"][1]["name"]: VALUE
          registry   | input["pod"]["containers"][1]["name"]: VALUE; \
          input["pod"]["containers"][1]["registry"]: VALUE; data["registries"]: KEYS; \
          data["registries"][0]: VALUE
          none       | input["parameters"]["strict"]: ABSENT; input["pod"]["containers"]: KEYS; \
          input["pod"]["containers"][0]["size"]: VALUE; input["pod"]["containers"][1]["size"]: VALUE
          copied     | input["parameters"]["copy"]: VALUE; input["pod"]["metadata"]: VALUE
          """)
  void findings(String rule, String expected) {
    assertThat(
            explained(Modules.input(INPUT)).stream()
                .filter(one -> one.said().toString().contains("\"" + rule + "\""))
                .flatMap(one -> one.reads().stream())
                .map(Read::toString)
                .collect(joining("; ")))
        .isEqualTo(expected);
  }

  /** The promise of {@link Explainable#reads}, tried likewise: members of sets are read whole. */
  @Test
  void whatTheWholeRuleDidNotReadDecidesNothing() {
    String input = INPUT.replaceFirst("\\{", "{\"other\": {\"a\": 1}, \"more\": [2],");
    Explained whole =
        new Explained(
            Modules.input(input).value(),
            program().reads("explained/findings", Modules.input(input)));
    List<List<Object>> free =
        Leaves.of(input).stream().filter(leaf -> !Leaves.reads(whole, leaf)).toList();
    assertThat(free).containsExactly(List.of("more", 0), List.of("other", "a"));
    for (List<Object> leaf : free) {
      assertThat(said(Modules.input(Leaves.replaced(input, leaf))))
          .as("with another value at %s", leaf)
          .isEqualTo(said(Modules.input(input)));
    }
  }

  /** The promise of {@link Explained}, tried on every value that is not among the reads. */
  @Test
  void whatWasNotReadDecidesNothing() {
    List<Explained> before = explained(Modules.input(INPUT));
    assertThat(before).hasSize(5);
    for (List<Object> leaf : Leaves.of(INPUT)) {
      Input changed = Modules.input(Leaves.replaced(INPUT, leaf));
      List<Value> after = explained(changed).stream().map(Explained::said).toList();
      assertThat(after)
          .as("with another value at %s", leaf)
          .containsAll(
              before.stream()
                  .filter(one -> !Leaves.reads(one, leaf))
                  .map(Explained::said)
                  .toList());
    }
  }

  private static List<Explained> explained(Input input) {
    return program().explain("explained/findings", input);
  }

  private static List<Value> said(Input input) {
    return explained(input).stream().map(Explained::said).toList();
  }

  private static Explainable program() {
    return new PlanRuntime(Limits.DEFAULT)
        .load(Modules.of("explained", "{\"registries\": [\"good\"]}"));
  }
}
