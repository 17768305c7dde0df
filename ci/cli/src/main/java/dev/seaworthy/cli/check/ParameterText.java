package dev.seaworthy.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.descriptor.Suggestion;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code --set NAME=VALUE}: the parameter's default tells what type the value has. */
final class ParameterText {
  private final Map<String, Parameter> declared = new TreeMap<>();

  ParameterText(Collection<PolicyBundle> bundles) {
    bundles.stream()
        .flatMap(bundle -> bundle.parameters().stream())
        .forEach(parameter -> declared.putIfAbsent(parameter.name(), parameter));
  }

  Map<String, CanonicalJson> read(List<String> assignments) throws ConfigurationException {
    Map<String, CanonicalJson> values = new TreeMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new ConfigurationException(
            "BAD_PARAMETER",
            "`%s` does not set a parameter".formatted(assignment),
            "write `--set PARAMETER=VALUE`");
      }
      String name = assignment.substring(0, equals);
      values.put(name, value(parameter(name), assignment.substring(equals + 1)));
    }
    return values;
  }

  private Parameter parameter(String name) throws ConfigurationException {
    Parameter parameter = declared.get(name);
    if (parameter == null) {
      throw new ConfigurationException(
          "UNKNOWN_PARAMETER",
          "no bundle has a parameter `%s`".formatted(name),
          Suggestion.fix(name, declared.keySet()));
    }
    return parameter;
  }

  private static CanonicalJson value(Parameter parameter, String text)
      throws ConfigurationException {
    JsonNode wanted = parameter.defaultValue().node();
    if (wanted.isTextual()) {
      return CanonicalJson.of(text);
    }
    if (wanted.isArray() && !text.stripLeading().startsWith("[")) {
      return CanonicalJson.of(
          Stream.of(text.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList());
    }
    CanonicalJson value = json(parameter, text);
    if (value.node().getNodeType() != wanted.getNodeType()) {
      throw wrongType(parameter, text);
    }
    return value;
  }

  private static CanonicalJson json(Parameter parameter, String text)
      throws ConfigurationException {
    try {
      return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (NotCanonicalException e) {
      throw wrongType(parameter, text);
    }
  }

  private static ConfigurationException wrongType(Parameter parameter, String text) {
    return new ConfigurationException(
        "PARAMETER_TYPE",
        "parameter `%s` cannot be `%s`".formatted(parameter.name(), text),
        "write a value like `%s`".formatted(parameter.defaultValue()));
  }
}
