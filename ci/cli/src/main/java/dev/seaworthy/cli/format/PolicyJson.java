package dev.seaworthy.cli.format;

import dev.seaworthy.cli.framework.Mappings;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Bundles, their controls and parameters as data. */
public final class PolicyJson {
  private PolicyJson() {}

  public static CanonicalJson of(List<PolicyBundle> bundles) {
    return CanonicalJson.of(Map.of("bundles", bundles.stream().map(PolicyJson::bundle).toList()));
  }

  private static Map<String, Object> bundle(PolicyBundle bundle) {
    return Map.of(
        "name", bundle.name(),
        "version", bundle.version(),
        "digest", bundle.digest().toString(),
        "title", bundle.title(),
        "description", bundle.description(),
        "controls", bundle.controls().stream().map(PolicyJson::control).toList(),
        "parameters", bundle.parameters().stream().map(PolicyJson::parameter).toList());
  }

  private static Map<String, Object> control(Control control) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("id", control.id());
    tree.put("title", control.title());
    tree.put("description", control.description());
    tree.put("severity", control.severity().id());
    tree.put("stage", control.stage().id());
    tree.put("scope", control.scope().name().toLowerCase(Locale.ROOT));
    tree.put("needs", control.needs());
    tree.put("reads", control.reads());
    tree.put("parameters", control.parameters());
    tree.put("mappings", Mappings.of(control));
    Map<String, Object> rules = new TreeMap<>();
    control
        .rules()
        .forEach(
            (key, rule) -> rules.put(key, Map.of("message", rule.message(), "fix", rule.fix())));
    tree.put("rules", rules);
    return tree;
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    return Map.of(
        "name", parameter.name(),
        "description", parameter.description(),
        "default", parameter.defaultValue(),
        "values", parameter.values());
  }
}
