package dev.seaworthy.cli.format;

import dev.seaworthy.cli.framework.Frameworks;
import dev.seaworthy.cli.framework.Mappings;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Controls as SARIF rules, and the outside frameworks they map to as taxonomies. */
final class SarifRules {
  private final List<Control> controls;
  private final Map<String, TreeSet<String>> taxa = new TreeMap<>();

  SarifRules(List<ControlResult> results) {
    this.controls = results.stream().map(ControlResult::control).toList();
    for (Control control : controls) {
      Mappings.of(control)
          .forEach(
              (framework, ids) ->
                  taxa.computeIfAbsent(framework, key -> new TreeSet<>()).addAll(ids));
    }
  }

  List<Map<String, Object>> descriptors() {
    return controls.stream().map(this::descriptor).toList();
  }

  /** Of each framework the requirements that a rule bears on, in our own words. */
  List<Map<String, Object>> taxonomies() {
    List<Map<String, Object>> taxonomies = new ArrayList<>();
    taxa.forEach((name, ids) -> taxonomies.add(taxonomy(name, ids)));
    return taxonomies;
  }

  /** SARIF's three levels for our four severities. */
  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  private Map<String, Object> descriptor(Control control) {
    Map<String, Object> rule = new TreeMap<>();
    rule.put("id", control.id());
    rule.put("shortDescription", text(control.title()));
    rule.put(
        "fullDescription",
        text(control.description().isBlank() ? control.title() : control.description()));
    rule.put("help", text(help(control)));
    rule.put("defaultConfiguration", Map.of("level", level(control.severity())));
    rule.put(
        "properties",
        Map.of(
            "severity",
            control.severity().id(),
            "stage",
            control.stage().id(),
            "security-severity",
            securitySeverity(control.severity()),
            "tags",
            List.of(control.stage().id(), "severity/" + control.severity().id())));
    rule.put("relationships", relationships(control));
    return rule;
  }

  private static Map<String, Object> taxonomy(String name, Set<String> ids) {
    Map<String, Object> taxonomy = new TreeMap<>();
    Map<String, String> words = new HashMap<>();
    taxonomy.put("name", name);
    taxonomy.put("isComprehensive", false);
    Frameworks.named(name)
        .ifPresent(
            framework -> {
              taxonomy.put("fullName", framework.title());
              taxonomy.put("version", framework.version());
              taxonomy.put("informationUri", framework.source());
              framework.requirements().forEach(one -> words.put(one.id(), one.about()));
            });
    taxonomy.put("taxa", ids.stream().map(id -> taxon(id, words.getOrDefault(id, ""))).toList());
    return taxonomy;
  }

  private static Map<String, Object> taxon(String id, String words) {
    return words.isEmpty() ? Map.of("id", id) : Map.of("id", id, "shortDescription", text(words));
  }

  private static String help(Control control) {
    return control.rules().entrySet().stream()
        .map(
            rule ->
                "%s: %s. To mend it, %s."
                    .formatted(rule.getKey(), rule.getValue().message(), rule.getValue().fix()))
        .collect(Collectors.joining("\n"));
  }

  /** GitHub sorts by a CVSS-like number; these are the middles of its bands. */
  private static String securitySeverity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
    };
  }

  private List<Map<String, Object>> relationships(Control control) {
    List<Map<String, Object>> relationships = new ArrayList<>();
    List<String> frameworks = List.copyOf(taxa.keySet());
    Mappings.of(control)
        .forEach(
            (framework, ids) ->
                ids.forEach(
                    id ->
                        relationships.add(
                            relationship(framework, frameworks.indexOf(framework), id))));
    return relationships;
  }

  private static Map<String, Object> relationship(String framework, int index, String id) {
    return Map.of(
        "target",
        Map.of("id", id, "toolComponent", Map.of("name", framework, "index", index)),
        "kinds",
        List.of("relevant"));
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }
}
