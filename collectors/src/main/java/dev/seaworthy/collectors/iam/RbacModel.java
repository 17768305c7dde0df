package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The bindings of a snapshot's manifests, each with the rules of the role that it names. */
final class RbacModel {
  /**
   * A binding that the API server would take.
   *
   * @param dangling whether the role it names does not exist; its rules are empty then
   */
  record Bound(RbacBinding binding, boolean dangling, List<RbacRule> rules) {}

  static final String GROUP = "rbac.authorization.k8s.io";
  private static final Set<String> ROLES = Set.of("Role", "ClusterRole");
  private static final Set<String> BINDINGS = Set.of("RoleBinding", "ClusterRoleBinding");

  private final List<Gap> gaps = new ArrayList<>();
  private final List<Bound> bound = new ArrayList<>();
  private final RbacRoles roles;
  private final GrantBudget budget;

  /**
   * @param budget pays for what aggregation looks into
   */
  RbacModel(List<Manifest> manifests, GrantBudget budget) {
    this.budget = budget;
    this.roles = new RbacRoles(roles(manifests));
    manifests.stream()
        .filter(manifest -> BINDINGS.contains(manifest.kind()) && isRbac(manifest.root()))
        .forEach(this::binding);
  }

  List<Bound> bound() {
    return bound;
  }

  /** What the API server would refuse, and what cannot be known. */
  List<Gap> gaps() {
    return gaps;
  }

  RbacRoles roles() {
    return roles;
  }

  static Gap gap(Manifest manifest, JsonPath path, Problem problem) {
    return new Gap(
        problem,
        source(manifest),
        manifest.locations().locate(path),
        List.of(EvidenceKinds.PRINCIPAL));
  }

  static Source source(Manifest manifest) {
    return new Source(IamCollector.NAME, manifest.source().file(), manifest.source().document());
  }

  private List<RbacRole> roles(List<Manifest> manifests) {
    List<RbacRole> declared = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (ROLES.contains(manifest.kind())) {
        Tree.Mapping root = manifest.root();
        if (isRbac(root)) {
          role(manifest, root).ifPresent(declared::add);
        }
      }
    }
    return declared;
  }

  private Optional<RbacRole> role(Manifest manifest, Tree.Mapping root) {
    Subject role = manifest.subject();
    Optional<RbacRole.Fault> fault = RbacRole.fault(role.kind(), root);
    if (fault.isPresent()) {
      JsonPath path = fault.get().path();
      gaps.add(gap(manifest, path, IamProblems.invalidRbac(role, path, fault.get().reason())));
      return Optional.empty();
    }
    return Optional.of(RbacRole.of(manifest, root));
  }

  private void binding(Manifest manifest) {
    RbacBinding binding = RbacBinding.of(manifest);
    for (RbacBinding.Fault fault : binding.faults()) {
      gaps.add(
          gap(
              manifest,
              fault.path(),
              IamProblems.invalidRbac(manifest.subject(), fault.path(), fault.reason())));
    }
    // The API server refuses a binding as a whole.
    if (binding.faults().isEmpty()) {
      bind(binding);
    }
  }

  private void bind(RbacBinding binding) {
    Optional<RbacRole> role = roles.find(binding.role());
    boolean theirs = role.isEmpty() && binding.role().name().startsWith("system:");
    if (theirs || (role.isPresent() && roles.isIncomplete(role.get()))) {
      gaps.add(
          gap(
              binding.manifest(),
              RbacBinding.ROLE_REF,
              theirs
                  ? IamProblems.roleNotInEvidence(binding.role())
                  : IamProblems.aggregationUnresolved(binding.role())));
    }
    List<RbacRule> rules =
        role.map(
                found ->
                    roles.rules(
                        found,
                        budget,
                        problem -> gaps.add(gap(binding.manifest(), JsonPath.ROOT, problem))))
            .orElse(List.of());
    bound.add(new Bound(binding, role.isEmpty() && !theirs, rules));
  }

  private static boolean isRbac(Tree.Mapping root) {
    return KubernetesObjects.group(root.text("apiVersion").orElse("")).equals(GROUP);
  }
}
