package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.LabelSelector;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Role or ClusterRole.
 *
 * @param selectors of the ClusterRoles it takes its rules from; empty unless {@code aggregated}
 * @param rules its own, which count only if it is not aggregated: a controller overwrites them
 */
record RbacRole(
    Subject subject,
    Map<String, String> labels,
    boolean aggregated,
    List<LabelSelector> selectors,
    List<RbacRule> rules) {

  /** One refusal. */
  record Fault(JsonPath path, String reason) {}

  static RbacRole of(Manifest manifest, Tree.Mapping root) {
    Map<String, String> labels =
        root.mapping("metadata")
            .flatMap(metadata -> metadata.mapping("labels"))
            .map(LabelSelector::labels)
            .orElse(Map.of());
    Optional<Tree.Mapping> aggregation = root.mapping("aggregationRule");
    return new RbacRole(
        manifest.subject(),
        labels,
        aggregation.isPresent(),
        aggregation.stream().flatMap(rule -> selectors(rule).stream()).toList(),
        rules(manifest, root));
  }

  /** What the API server would refuse in it; empty if nothing. */
  static Optional<Fault> fault(String kind, Tree.Mapping root) {
    Optional<Fault> aggregation =
        aggregationFault(root).map(reason -> new Fault(JsonPath.of("aggregationRule"), reason));
    return aggregation.isPresent() ? aggregation : ruleFault(kind, root);
  }

  boolean selects(RbacRole other) {
    return selectors.stream().anyMatch(selector -> selector.matches(other.labels));
  }

  private static Optional<String> aggregationFault(Tree.Mapping root) {
    Optional<Tree.Mapping> aggregation = root.mapping("aggregationRule");
    if (aggregation.isPresent() && aggregation.get().items("clusterRoleSelectors").isEmpty()) {
      return Optional.of("names no `clusterRoleSelectors`");
    }
    return aggregation.stream()
        .flatMap(rule -> rule.items("clusterRoleSelectors").stream())
        .flatMap(item -> item.asMapping().stream())
        .flatMap(selector -> LabelSelector.fault(selector).stream())
        .findFirst()
        .map("has a selector that is none: %s"::formatted);
  }

  private static Optional<Fault> ruleFault(String kind, Tree.Mapping root) {
    List<Tree> items = root.items("rules");
    for (int i = 0; i < items.size(); i++) {
      JsonPath path = JsonPath.of("rules", i);
      Optional<Fault> fault =
          items
              .get(i)
              .asMapping()
              .flatMap(rule -> RbacRule.fault(kind, rule))
              .map(reason -> new Fault(path, reason));
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static List<LabelSelector> selectors(Tree.Mapping aggregation) {
    return aggregation.items("clusterRoleSelectors").stream()
        .flatMap(item -> item.asMapping().stream())
        .map(LabelSelector::of)
        .toList();
  }

  private static List<RbacRule> rules(Manifest manifest, Tree.Mapping root) {
    List<RbacRule> rules = new ArrayList<>();
    List<Tree> items = root.items("rules");
    for (int i = 0; i < items.size(); i++) {
      JsonPath path = JsonPath.of("rules", i);
      items.get(i).asMapping().ifPresent(rule -> rules.add(RbacRule.of(manifest, rule, path)));
    }
    return rules;
  }
}
