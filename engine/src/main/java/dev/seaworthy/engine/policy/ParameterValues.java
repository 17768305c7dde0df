package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values of parameters for one assessment: the bundles' defaults, and what was set. */
public final class ParameterValues {
  private final Map<String, CanonicalJson> set;

  private ParameterValues(Map<String, CanonicalJson> set) {
    this.set = set;
  }

  /**
   * Checks what was set against what the bundles declare.
   *
   * @throws PolicyException if a name is declared by no bundle, or a value is of another type than
   *     the default, or not among the values allowed
   */
  public static ParameterValues of(List<PolicyBundle> bundles, Map<String, CanonicalJson> set)
      throws PolicyException {
    TreeSet<String> declared = new TreeSet<>();
    for (PolicyBundle bundle : bundles) {
      for (Parameter parameter : bundle.parameters()) {
        declared.add(parameter.name());
        CanonicalJson value = set.get(parameter.name());
        if (value != null) {
          check(parameter, value);
        }
      }
    }
    for (String name : new TreeSet<>(set.keySet())) {
      if (!declared.contains(name)) {
        throw new PolicyException(
            "UNKNOWN_PARAMETER",
            "no bundle has a parameter `%s`%s"
                .formatted(name, Suggestions.didYouMean(name, declared)),
            "`seaworthy policy show BUNDLE` lists the parameters of a bundle");
      }
    }
    return new ParameterValues(Map.copyOf(set));
  }

  /** A value for each parameter of {@code bundle}. */
  public CanonicalJson of(PolicyBundle bundle) {
    return CanonicalJson.of(tree(bundle));
  }

  /** The values of all the bundles together, as a verdict records them. */
  public CanonicalJson of(List<PolicyBundle> bundles) {
    Map<String, Object> values = new TreeMap<>();
    bundles.forEach(bundle -> values.put(bundle.name(), tree(bundle)));
    return CanonicalJson.of(values);
  }

  private Map<String, Object> tree(PolicyBundle bundle) {
    Map<String, Object> values = new TreeMap<>();
    for (Parameter parameter : bundle.parameters()) {
      values.put(parameter.name(), set.getOrDefault(parameter.name(), parameter.defaultValue()));
    }
    return values;
  }

  private static void check(Parameter parameter, CanonicalJson value) throws PolicyException {
    JsonNode wanted = parameter.defaultValue().node();
    if (wanted.getNodeType() != value.node().getNodeType()) {
      throw new PolicyException(
          "PARAMETER_TYPE",
          "parameter `%s` is a %s, not `%s`".formatted(parameter.name(), typeName(wanted), value),
          "set it to a value like `%s`".formatted(parameter.defaultValue()));
    }
    if (!parameter.values().isEmpty() && !parameter.values().contains(value)) {
      throw new PolicyException(
          "PARAMETER_VALUE",
          "parameter `%s` cannot be `%s`".formatted(parameter.name(), value.node().asText()),
          "use one of "
              + String.join(
                  ", ", parameter.values().stream().map(one -> one.node().asText()).toList()));
    }
  }

  private static String typeName(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "list";
      case OBJECT -> "mapping";
      case STRING -> "text";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case BINARY, MISSING, NULL, POJO -> "value of its own";
    };
  }
}
