package dev.seaworthy.cli.format;

import dev.seaworthy.collectors.iam.EscalationHop;
import dev.seaworthy.collectors.iam.EscalationPath;
import dev.seaworthy.collectors.iam.RbacIdentity;
import dev.seaworthy.collectors.iam.RbacRequest;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Escalation paths as JSON; described in {@code docs/reference/iam.md}. */
public final class EscalationsJson {
  private EscalationsJson() {}

  public static CanonicalJson of(
      List<EscalationPath> paths, List<RbacIdentity> administrators, List<Gap> gaps) {
    return CanonicalJson.of(
        Map.of(
            "administrators",
            administrators.stream().map(RbacIdentity::toString).toList(),
            "paths",
            paths.stream().map(EscalationsJson::path).toList(),
            "gaps",
            gaps.stream().map(Gap::toTree).toList()));
  }

  private static Map<String, Object> path(EscalationPath path) {
    return Map.of(
        "subject", path.subject().toString(),
        "to", path.power().id(),
        "hops", path.hops().stream().map(EscalationsJson::hop).toList());
  }

  private static Map<String, Object> hop(EscalationHop hop) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("from", hop.from().display());
    tree.put("to", hop.to().display());
    tree.put("technique", hop.technique().id());
    tree.put("reason", hop.technique().reason());
    tree.put("reference", hop.technique().reference());
    tree.put("uses", hop.uses().stream().map(EscalationsJson::use).toList());
    if (!hop.assumption().isEmpty()) {
      tree.put("assumption", hop.assumption());
    }
    return tree;
  }

  private static Map<String, Object> use(EscalationHop.Use use) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("request", request(use.request()));
    Map<String, Object> role = use.role().toTree();
    use.ruleAt().ifPresent(at -> role.put("location", at.toTree()));
    tree.put("role", role);
    use.permission()
        .ifPresent(
            permission -> {
              Map<String, Object> binding = permission.binding().toTree();
              binding.put("location", permission.boundAt().toTree());
              tree.put("binding", binding);
              tree.put("through", permission.through().toTree());
            });
    return tree;
  }

  private static Map<String, Object> request(RbacRequest.Resource request) {
    return Map.of(
        "verb", request.verb(),
        "apiGroup", request.group(),
        "resource", request.resource(),
        "subresource", request.subresource(),
        "name", request.name(),
        "namespace", request.namespace());
  }
}
