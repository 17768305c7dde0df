package dev.seaworthy.collectors.iam;

import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths of a principal as evidence: each once, for whom a binding of the first hop names. */
final class EscalationSummary {
  private EscalationSummary() {}

  static List<Map<String, Object>> of(Escalations escalations, Subject subject) {
    return escalations.paths(RbacIdentity.of(subject)).stream()
        .flatMap(path -> of(path, subject).stream())
        .toList();
  }

  /** Empty where only groups of the subject begin it: they are principals themselves. */
  private static Optional<Map<String, Object>> of(EscalationPath path, Subject subject) {
    return path.hops().get(0).uses().stream()
        .flatMap(use -> use.permission().stream())
        .filter(permission -> permission.through().equals(subject))
        .findFirst()
        .map(permission -> tree(path, permission));
  }

  private static Map<String, Object> tree(EscalationPath path, RbacPermission first) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("to", path.power().id());
    tree.put("techniques", path.hops().stream().map(hop -> hop.technique().id()).toList());
    tree.put("stages", path.hops().stream().map(hop -> hop.to().display()).toList());
    tree.put("assumed", path.hops().stream().anyMatch(hop -> !hop.assumption().isEmpty()));
    tree.put("origin", first.role().toTree());
    tree.put("via", first.binding().toTree());
    RbacRule.Place place = first.rule().place();
    List<Object> steps = place == null ? RbacBinding.ROLE_REF.steps() : place.path().steps();
    Location at = place == null ? first.boundAt() : place.at();
    tree.put("path", steps);
    tree.put("source", at.toTree());
    return tree;
  }
}
