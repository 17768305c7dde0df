package dev.seaworthy.engine.rego.plan;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.engine.rego.Explainable;
import dev.seaworthy.engine.rego.Explained;
import dev.seaworthy.engine.rego.Limits;
import dev.seaworthy.engine.rego.Read;
import java.util.List;
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
          privileged | x
          """)
  void findings(String rule, String expected) {
    Explainable program = Plans.load("explained", "{\"registries\": [\"good\"]}", Limits.DEFAULT);
    List<Explained> all = program.explain("explained/findings", Plans.input(INPUT));
    assertThat(
            all.stream()
                .filter(one -> one.said().toString().contains("\"" + rule + "\""))
                .flatMap(one -> one.reads().stream())
                .map(Read::toString)
                .collect(joining("; ")))
        .isEqualTo(expected);
  }
}
