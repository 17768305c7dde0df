package dev.seaworthy.cli.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Lists;
import dev.seaworthy.cli.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Has an API server check the types of expressions. */
final class ExpressionTypes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExpressionTypes() {}

  /**
   * Policies whose variables are validations: an API server checks the types of those alone, and
   * asks of no variable what it is about.
   */
  static List<Map<String, Object>> of(String policies) {
    List<Map<String, Object>> checked = new ArrayList<>();
    for (Object one : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(policies)) {
      JsonNode policy = JSON.valueToTree(one);
      if (!policy.path("kind").asText().equals("ValidatingAdmissionPolicy")) {
        continue;
      }
      List<Map<String, Object>> variables = new ArrayList<>();
      List<String> expressions = new ArrayList<>();
      for (JsonNode variable : policy.at("/spec/variables")) {
        String name = variable.path("name").asText();
        String expression = variable.path("expression").asText();
        if (!name.contains("found_")) {
          variables.add(Map.of("name", name, "expression", expression));
        }
        expressions.add("[" + expression + "].size() == 1");
      }
      // One by one they would take the API server long: it compiles all variables for each.
      List<Map<String, Object>> validations =
          Lists.partition(expressions, 10).stream()
              .map(some -> Map.<String, Object>of("expression", String.join(" && ", some)))
              .toList();
      checked.add(
          Map.of(
              "apiVersion",
              "admissionregistration.k8s.io/v1",
              "kind",
              "ValidatingAdmissionPolicy",
              "metadata",
              Map.of("name", policy.at("/metadata/name").asText() + "-types"),
              "spec",
              Map.of(
                  "matchConstraints",
                  JSON.convertValue(policy.at("/spec/matchConstraints"), Map.class),
                  "variables",
                  variables,
                  "validations",
                  validations)));
    }
    return checked;
  }

  /** What the API server says of the policies' types, once it has looked at all of them. */
  static String warnings(List<Map<String, Object>> policies, ApiServer server, long patienceMillis)
      throws Exception {
    Programs.Ran ran =
        server.kubectl(
            JSON.writeValueAsString(Map.of("apiVersion", "v1", "kind", "List", "items", policies)),
            "apply",
            "-f",
            "-");
    assertThat(ran.code()).as(ran.output()).isZero();
    StringBuilder warnings = new StringBuilder();
    int looked = 0;
    for (long end = System.currentTimeMillis() + patienceMillis;
        looked < policies.size() && System.currentTimeMillis() < end; ) {
      Thread.sleep(500);
      JsonNode all =
          JSON.readTree(
              server.kubectl("", "get", "validatingadmissionpolicies", "-o", "json").output());
      looked = 0;
      warnings.setLength(0);
      for (JsonNode one : all.path("items")) {
        looked += one.at("/status/observedGeneration").asInt() > 0 ? 1 : 0;
        one.at("/status/typeChecking/expressionWarnings").forEach(warnings::append);
      }
    }
    assertThat(looked).isEqualTo(policies.size());
    return warnings.toString();
  }
}
