package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Who may do what in a cluster, by the roles and bindings of a snapshot: the judgement of the API
 * server's RBAC authorizer, with the group {@code system:masters} in front of it.
 */
public final class RbacPermissions {
  /** The kinds that it reads, each by {@code GROUP/KIND}; the core group is empty. */
  public static final Set<String> KINDS =
      Set.of(
          RbacModel.GROUP + "/Role",
          RbacModel.GROUP + "/ClusterRole",
          RbacModel.GROUP + "/RoleBinding",
          RbacModel.GROUP + "/ClusterRoleBinding",
          "/ServiceAccount");

  private final Map<Subject, List<RbacPermission>> direct = new LinkedHashMap<>();
  private final Map<Subject, List<DanglingBinding>> dangling = new HashMap<>();
  private final SortedSet<RbacIdentity> identities = new TreeSet<>();
  private final List<RbacBinding> bindings = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final GrantBudget budget = new GrantBudget(GrantBudget.DEFAULT);
  private final RbacRoles roles;

  private RbacPermissions(RbacRoles roles) {
    this.roles = roles;
  }

  /** Reads the RBAC objects and service accounts among the evidence of {@code snapshot}. */
  public static RbacPermissions of(Snapshot snapshot) {
    return of(Manifest.in(snapshot.evidence()));
  }

  static RbacPermissions of(List<Manifest> manifests) {
    return of(new RbacModel(manifests, new GrantBudget(GrantBudget.DEFAULT)), manifests);
  }

  static RbacPermissions of(RbacModel model, List<Manifest> manifests) {
    RbacPermissions permissions = new RbacPermissions(model.roles());
    permissions.gaps.addAll(model.gaps());
    manifests.stream()
        .filter(manifest -> manifest.kind().equals("ServiceAccount"))
        .forEach(account -> permissions.identities.add(RbacIdentity.of(account.subject())));
    model.bound().forEach(permissions::bind);
    model.bound().forEach(bound -> permissions.bindings.add(bound.binding()));
    permissions.direct.values().forEach(held -> held.sort(null));
    return permissions;
  }

  /** Everyone that a binding names, and every service account; sorted. */
  public List<RbacIdentity> identities() {
    return List.copyOf(identities);
  }

  /**
   * What {@code identity} is allowed by its own bindings and by those of its groups; sorted. Says
   * nothing of {@code system:masters}, who are allowed everything without a rule.
   */
  public List<RbacPermission> of(RbacIdentity identity) {
    return identity.subjects().stream()
        .flatMap(subject -> direct.getOrDefault(subject, List.of()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** As {@link #of}, first by the own bindings and then by those of each group. */
  List<RbacPermission> held(RbacIdentity identity) {
    return identity.subjects().stream()
        .flatMap(subject -> direct.getOrDefault(subject, List.of()).stream())
        .toList();
  }

  /** The bindings of {@code identity} and its groups whose role is not there; sorted. */
  public List<DanglingBinding> dangling(RbacIdentity identity) {
    return identity.subjects().stream()
        .flatMap(subject -> dangling.getOrDefault(subject, List.of()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Every role, those of Kubernetes itself included. */
  RbacRoles roles() {
    return roles;
  }

  /** Every binding that the API server would take, in the order of the manifests. */
  List<RbacBinding> bindings() {
    return bindings;
  }

  /** Those that a RoleBinding is in. */
  SortedSet<String> namespaces() {
    SortedSet<String> namespaces = new TreeSet<>();
    direct.values().forEach(held -> held.forEach(one -> namespaces.add(one.namespace())));
    namespaces.remove("");
    return namespaces;
  }

  /** Whether {@code identity} may do {@code request}. */
  public boolean allows(RbacIdentity identity, RbacRequest request) {
    return identity.isMaster()
        || identity.subjects().stream()
            .flatMap(subject -> direct.getOrDefault(subject, List.of()).stream())
            .anyMatch(permission -> permission.allows(request));
  }

  /** What stands in the way of the whole truth, roles that are bound and not there included. */
  public List<Gap> gaps() {
    return gaps.stream().sorted(Gap.ORDER).toList();
  }

  private void bind(RbacModel.Bound bound) {
    RbacBinding binding = bound.binding();
    if (bound.dangling()) {
      Problem missing = IamProblems.roleMissing(binding.role());
      gaps.add(RbacModel.gap(binding.manifest(), RbacBinding.ROLE_REF, missing));
    }
    Consumer<Problem> refused =
        problem -> gaps.add(RbacModel.gap(binding.manifest(), JsonPath.ROOT, problem));
    for (RbacBinding.Member member : binding.members()) {
      if (!budget.admits(1 + bound.rules().size(), refused)) {
        return;
      }
      identities.add(RbacIdentity.of(member.subject()));
      if (bound.dangling()) {
        dangling
            .computeIfAbsent(member.subject(), subject -> new ArrayList<>())
            .add(DanglingBinding.of(binding, member));
      }
      List<RbacPermission> held =
          direct.computeIfAbsent(member.subject(), subject -> new ArrayList<>());
      bound.rules().forEach(rule -> held.add(permission(binding, member, rule)));
    }
  }

  private static RbacPermission permission(
      RbacBinding binding, RbacBinding.Member member, RbacRule rule) {
    return new RbacPermission(
        member.subject(),
        binding.manifest().subject(),
        binding.manifest().locations().locate(member.path()),
        binding.role(),
        rule);
  }
}
