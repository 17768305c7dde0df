package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Everyone whom the bindings of a snapshot's manifests give something, and what they give. */
final class RbacView {
  /** What one principal holds; shown where its first binding names it. */
  private static final class Held {
    private final Manifest first;
    private final JsonPath path;
    private final List<Grant> grants = new ArrayList<>();
    private final Set<String> dangling = new LinkedHashSet<>();

    Held(Manifest first, JsonPath path) {
      this.first = first;
      this.path = path;
    }
  }

  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final Set<String> ROLES = Set.of("Role", "ClusterRole");
  private static final Set<String> BINDINGS = Set.of("RoleBinding", "ClusterRoleBinding");

  private final List<Observation> observations = new ArrayList<>();
  private final Map<Subject, Held> principals = new LinkedHashMap<>();
  private final RbacRoles roles;
  private final GrantBudget budget;

  RbacView(List<Manifest> manifests, GrantBudget budget) {
    this.budget = budget;
    this.roles = new RbacRoles(roles(manifests));
    manifests.stream()
        .filter(manifest -> BINDINGS.contains(manifest.kind()) && isRbac(manifest.root()))
        .forEach(this::binding);
  }

  List<Observation> observations() {
    principals.forEach((subject, held) -> observations.add(evidence(subject, held)));
    return observations;
  }

  private List<RbacRole> roles(List<Manifest> manifests) {
    List<RbacRole> declared = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (ROLES.contains(manifest.kind())) {
        Tree.Mapping root = manifest.root();
        Optional<String> fault = RbacRole.fault(root);
        if (isRbac(root) && fault.isPresent()) {
          JsonPath path = JsonPath.of("aggregationRule");
          Subject role = manifest.subject();
          gap(manifest, path, IamProblems.invalidRbac(role, path, fault.get()));
        } else if (isRbac(root)) {
          declared.add(RbacRole.of(manifest, root));
        }
      }
    }
    return declared;
  }

  private void binding(Manifest manifest) {
    RbacBinding binding = RbacBinding.of(manifest);
    for (RbacBinding.Fault fault : binding.faults()) {
      gap(
          manifest,
          fault.path(),
          IamProblems.invalidRbac(manifest.subject(), fault.path(), fault.reason()));
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
      gap(
          binding.manifest(),
          RbacBinding.ROLE_REF,
          theirs
              ? IamProblems.roleNotInEvidence(binding.role())
              : IamProblems.aggregationUnresolved(binding.role()));
    }
    Consumer<Problem> refused = problem -> gap(binding.manifest(), JsonPath.ROOT, problem);
    List<RbacRule> rules = role.map(found -> roles.rules(found, budget, refused)).orElse(List.of());
    for (RbacBinding.Member member : binding.members()) {
      if (!budget.admits(1 + rules.size(), refused)) {
        return;
      }
      Held held =
          principals.computeIfAbsent(
              member.subject(), subject -> new Held(binding.manifest(), member.path()));
      rules.forEach(rule -> held.grants.add(grant(rule, binding)));
      if (role.isEmpty() && !theirs) {
        held.dangling.add(binding.role().kind() + "/" + binding.role().name());
      }
    }
  }

  private static Grant grant(RbacRule rule, RbacBinding binding) {
    RbacRule.Place roleRef = RbacRule.Place.of(binding.manifest(), RbacBinding.ROLE_REF);
    RbacRule.Place place = rule.placeOr(roleRef);
    Grant grant =
        rule.grant(binding.scope())
            .origin(named(binding.role()))
            .via(named(binding.manifest().subject()))
            .at(place.path(), place.at());
    return rule.role().equals(binding.role().name())
        ? grant
        : grant.with("aggregatedFrom", Map.of("kind", "ClusterRole", "name", rule.role()));
  }

  private static Map<String, String> named(Subject subject) {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("kind", subject.kind());
    named.put("name", subject.name());
    subject.namespaceIfAny().ifPresent(namespace -> named.put("namespace", namespace));
    return named;
  }

  private static Evidence evidence(Subject subject, Held held) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (subject.equals(Subject.of("Group", "system:masters"))) {
      attributes.put("bypassesRbac", true);
    }
    if (!held.dangling.isEmpty()) {
      attributes.put("dangling", held.dangling.stream().map(role -> Map.of("role", role)).toList());
    }
    return new Evidence(
        EvidenceKinds.PRINCIPAL,
        subject,
        source(held.first),
        new Principal("kubernetes", subject, attributes, held.grants).content(),
        path -> held.first.locations().locate(path.equals(JsonPath.ROOT) ? held.path : path));
  }

  private void gap(Manifest manifest, JsonPath path, Problem problem) {
    observations.add(
        new Gap(
            problem,
            source(manifest),
            manifest.locations().locate(path),
            List.of(EvidenceKinds.PRINCIPAL)));
  }

  private static Source source(Manifest manifest) {
    return new Source(IamCollector.NAME, manifest.source().file(), manifest.source().document());
  }

  private static boolean isRbac(Tree.Mapping root) {
    return KubernetesObjects.group(root.text("apiVersion").orElse("")).equals(GROUP);
  }
}
