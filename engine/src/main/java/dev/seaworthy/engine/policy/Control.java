package dev.seaworthy.engine.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One question a release must answer, as a policy bundle declares it.
 *
 * @param id stable: {@code IMG-01}
 * @param title the question
 * @param description what it judges, for people
 * @param needs evidence kinds without any of which the control is {@code unknown}
 * @param reads evidence kinds it also looks at, where there are any
 * @param parameters names of the parameters it reads
 * @param rules the ways it can fail, by rule key
 * @param mappings identifiers of outside frameworks' controls, by framework
 * @param entrypoint the policy's rule path: {@code seaworthy/kubernetes/k8s_09/findings}
 */
public record Control(
    String id,
    String title,
    String description,
    Severity severity,
    Stage stage,
    Scope scope,
    List<String> needs,
    List<String> reads,
    List<String> parameters,
    Map<String, Rule> rules,
    Map<String, List<String>> mappings,
    String entrypoint) {
  /**
   * One way to fail.
   *
   * @param message a template; {@code {name}} is a value of the finding
   * @param fix how to mend it, a template too
   */
  public record Rule(String message, String fix) {}

  public Control {
    if (id.isBlank() || entrypoint.isBlank() || needs.isEmpty() || rules.isEmpty()) {
      throw new IllegalArgumentException(
          "a control has an id, an entry point, the evidence it needs and at least one rule");
    }
    needs = List.copyOf(needs);
    reads = List.copyOf(reads);
    parameters = List.copyOf(parameters);
    rules = java.util.Collections.unmodifiableMap(new TreeMap<>(rules));
    mappings = java.util.Collections.unmodifiableMap(new TreeMap<>(mappings));
  }

  /**
   * The evidence the control is given, by {@link dev.seaworthy.engine.evidence.EvidencePattern}.
   */
  public Stream<String> kinds() {
    return Stream.concat(needs.stream(), reads.stream()).distinct();
  }
}
