package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.collectors.iam.EscalationEdges.Edge;
import dev.seaworthy.collectors.iam.EscalationNode.AnyOf;
import dev.seaworthy.collectors.iam.EscalationNode.Holder;
import dev.seaworthy.collectors.iam.EscalationNode.Kind;
import dev.seaworthy.collectors.iam.EscalationNode.Reached;
import dev.seaworthy.collectors.iam.EscalationNode.Somebody;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * The ways from what somebody is allowed to what nobody gave them. Each hop needs the rights of one
 * holder at a time: what two accounts could do only together is not found.
 */
public final class Escalations {
  private static final int MOST_LOOKS = 2_000_000;

  private final RbacPermissions permissions;
  private final List<Manifest> manifests;
  private final EscalationWorld world;
  private final HeldRights.Catalogue catalogue = new HeldRights.Catalogue();
  private final GrantBudget budget = new GrantBudget(MOST_LOOKS, IamProblems::tooManyHops);
  private final List<Gap> gaps = new ArrayList<>();
  private final EscalationGraph graph;

  private Escalations(
      RbacPermissions permissions, List<Manifest> manifests, Collection<RbacIdentity> asked) {
    this.permissions = permissions;
    this.manifests = manifests;
    this.world = new EscalationWorld(manifests, permissions.identities(), permissions.namespaces());
    SortedSet<RbacIdentity> start = world.everybody();
    start.addAll(asked);
    this.graph =
        new EscalationGraph(world, start.stream().map(Somebody::new).toList(), this::edges);
  }

  /**
   * Reads RBAC objects, name spaces, workloads and Secrets among the evidence of a snapshot.
   *
   * @param asked whose paths are wanted besides those of everyone whom the snapshot names
   */
  public static Escalations of(Snapshot snapshot, Collection<RbacIdentity> asked) {
    List<Manifest> manifests = Manifest.in(snapshot.evidence());
    return new Escalations(RbacPermissions.of(manifests), manifests, asked);
  }

  static Escalations of(RbacPermissions permissions, List<Manifest> manifests) {
    return new Escalations(permissions, manifests, List.of());
  }

  /** What the paths are made of. */
  public RbacPermissions permissions() {
    return permissions;
  }

  /** Whether {@code identity} is given everything in the cluster, and so has nothing to gain. */
  public boolean isAdministrator(RbacIdentity identity) {
    return identity.isMaster() || permissions.held(identity).stream().anyMatch(this::administers);
  }

  /**
   * The shortest path of {@code identity} to each power; to others than {@code cluster-admin} only
   * where they are nearer. Empty for administrators.
   */
  public List<EscalationPath> paths(RbacIdentity identity) {
    if (isAdministrator(identity)) {
      return List.of();
    }
    List<EscalationPath> paths = new ArrayList<>();
    int nearest = Integer.MAX_VALUE;
    for (EscalationPower power : EscalationPower.values()) {
      List<EscalationHop> hops = graph.path(new Somebody(identity), power);
      if (!hops.isEmpty() && hops.size() < nearest) {
        paths.add(new EscalationPath(identity, power, hops));
        if (power == EscalationPower.CLUSTER_ADMIN) {
          nearest = hops.size();
        }
      }
    }
    return paths;
  }

  /** Everything that stands in the way of the whole truth. */
  public List<Gap> gaps() {
    List<Gap> all = new ArrayList<>(permissions.gaps());
    all.addAll(gaps);
    return all.stream().sorted(Gap.ORDER).toList();
  }

  /** What of {@link #gaps} is not one of the permissions'. */
  List<Gap> ownGaps() {
    return List.copyOf(gaps);
  }

  private List<Edge> edges(EscalationNode node) {
    EscalationEdges edges = new EscalationEdges(() -> budget.admits(1, this::refused));
    if (node instanceof Somebody somebody) {
      if (isAdministrator(somebody.identity())) {
        administer(somebody.identity(), edges);
      } else {
        List<RbacPermission> held = permissions.held(somebody.identity());
        Set<Holder> bound = new LinkedHashSet<>();
        held.forEach(one -> bound.add(new Holder(one.role(), one.namespace())));
        find(node, held.stream().map(HeldRule::of).toList(), bound, edges);
      }
    } else if (node instanceof Holder holder) {
      find(node, rules(holder), Set.of(holder), edges);
    } else if (node.equals(new Reached(EscalationPower.NODES))) {
      edges.add(new AnyOf(Kind.ACCOUNTS_OF_PODS, ""), EscalationTechnique.TAKE_NODE_TOKENS);
    }
    return edges.sorted();
  }

  private void administer(RbacIdentity identity, EscalationEdges edges) {
    EscalationHop.Use[] uses =
        permissions.held(identity).stream()
            .filter(this::administers)
            .limit(1)
            .map(HeldRule::of)
            .flatMap(
                held ->
                    EscalationRight.ADMINISTER.in(held.rule(), "").stream()
                        .map(request -> EscalationHop.Use.of(held, request)))
            .toArray(EscalationHop.Use[]::new);
    edges.add(new Reached(EscalationPower.CLUSTER_ADMIN), EscalationTechnique.ADMINISTER, uses);
  }

  private void find(
      EscalationNode node, List<HeldRule> rules, Set<Holder> bound, EscalationEdges edges) {
    HeldRights rights = new HeldRights(catalogue, rules);
    if (!rights.isEmpty()) {
      rights
          .uses(EscalationRight.ADMINISTER)
          .findFirst()
          .ifPresent(
              use ->
                  edges.add(
                      new Reached(EscalationPower.CLUSTER_ADMIN),
                      EscalationTechnique.ADMINISTER,
                      use));
      new ClusterTechniques(rights, edges).find();
      new RoleTechniques(rights, world, permissions, edges).find(bound);
      new AccountTechniques(rights, world, edges).find();
      new PodTechniques(node, rights, world, edges).find();
    }
  }

  private List<HeldRule> rules(Holder holder) {
    RbacRoles roles = permissions.roles();
    return roles.find(holder.role()).stream()
        .flatMap(role -> roles.rules(role, budget, this::refused).stream())
        .map(rule -> new HeldRule(holder.namespace(), holder.role(), rule, Optional.empty()))
        .toList();
  }

  /** Told at the first binding, since it is no single one's fault. */
  private void refused(Problem problem) {
    manifests.stream()
        .filter(manifest -> manifest.kind().endsWith("Binding"))
        .findFirst()
        .ifPresent(binding -> gaps.add(RbacModel.gap(binding, JsonPath.ROOT, problem)));
  }

  private boolean administers(RbacPermission permission) {
    return permission.namespace().isEmpty()
        && catalogue.of(permission.rule()).contains(EscalationRight.ADMINISTER);
  }
}
