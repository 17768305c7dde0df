package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.iam.EscalationHop.Use;
import dev.seaworthy.collectors.iam.EscalationNode.Holder;
import dev.seaworthy.collectors.iam.EscalationNode.Reached;
import dev.seaworthy.engine.evidence.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where writing roles and bindings leads. Writing them alone leads nowhere: the API server refuses
 * rights that the writer does not hold, but for the verbs {@code escalate} and {@code bind}.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping">
 *     Privilege escalation prevention</a>
 */
final class RoleTechniques {
  private static final Subject ADMIN = Subject.of("ClusterRole", "cluster-admin");

  private final HeldRights rights;
  private final EscalationWorld world;
  private final RbacRoles roles;
  private final List<RbacBinding> bindings;
  private final EscalationEdges edges;

  RoleTechniques(
      HeldRights rights,
      EscalationWorld world,
      RbacPermissions permissions,
      EscalationEdges edges) {
    this.rights = rights;
    this.world = world;
    this.roles = permissions.roles();
    this.bindings = permissions.bindings();
    this.edges = edges;
  }

  /**
   * @param bound the roles that the holder is bound to
   */
  void find(Collection<Holder> bound) {
    rights
        .uses(EscalationRight.CREATE_CLUSTER_ROLE_BINDING)
        .findFirst()
        .ifPresent(this::bindAcrossCluster);
    rights.uses(EscalationRight.CREATE_ROLE_BINDING).forEach(this::bind);
    if (mayBind()) {
      bindings.forEach(this::join);
    }
    bound.forEach(this::escalate);
  }

  private void bindAcrossCluster(Use create) {
    for (HeldRule rule : rights.of(EscalationRight.BIND_CLUSTER_ROLE)) {
      if (rule.namespace().isEmpty()) {
        bindClusterRoles(create, rule, "");
      }
    }
  }

  private void bind(Use create) {
    String there = create.request().namespace();
    for (HeldRule rule : rights.of(EscalationRight.BIND_CLUSTER_ROLE)) {
      shared(there, rule)
          .forEach(namespace -> bindClusterRoles(create.in(namespace), rule, namespace));
    }
    for (HeldRule rule : rights.of(EscalationRight.BIND_ROLE)) {
      shared(there, rule).forEach(namespace -> bindRoles(create.in(namespace), rule, namespace));
    }
  }

  /** The name spaces in which both rights hold. */
  private Collection<String> shared(String there, HeldRule rule) {
    if (!edges.mayLook()) {
      return List.of();
    }
    if (there.isEmpty()) {
      return rule.namespace().isEmpty() ? world.namespaces() : List.of(rule.namespace());
    }
    return rule.reaches(there) ? List.of(there) : List.of();
  }

  private void bindClusterRoles(Use create, HeldRule rule, String namespace) {
    if (rule.isUnlimited()) {
      bind(EscalationRight.BIND_CLUSTER_ROLE, create, rule, new Holder(ADMIN, namespace));
    }
    for (String name : rule.rule().names()) {
      Subject role = Subject.of("ClusterRole", name);
      bind(EscalationRight.BIND_CLUSTER_ROLE, create, rule, new Holder(role, namespace));
    }
  }

  private void bindRoles(Use create, HeldRule rule, String namespace) {
    List<Subject> bindable =
        rule.isUnlimited()
            ? roles.in(namespace).stream().map(RbacRole::subject).toList()
            : rule.rule().names().stream()
                .map(name -> new Subject("Role", namespace, name))
                .toList();
    bindable.forEach(
        role -> bind(EscalationRight.BIND_ROLE, create, rule, new Holder(role, namespace)));
  }

  private void bind(EscalationRight right, Use create, HeldRule rule, Holder holder) {
    if (roles.find(holder.role()).isPresent()) {
      right
          .in(rule.rule(), holder.namespace(), holder.role().name())
          .map(request -> Use.of(rule, request))
          .ifPresent(use -> edges.add(strongest(holder), EscalationTechnique.BIND, use, create));
    }
  }

  private boolean mayBind() {
    return !rights.of(EscalationRight.BIND_ROLE).isEmpty()
        || !rights.of(EscalationRight.BIND_CLUSTER_ROLE).isEmpty();
  }

  /** Who may add subjects to a binding that is there needs {@code bind} for its role no less. */
  private void join(RbacBinding binding) {
    Subject subject = binding.manifest().subject();
    Subject role = binding.role();
    String namespace = subject.namespace();
    EscalationRight write =
        namespace.isEmpty()
            ? EscalationRight.CHANGE_CLUSTER_ROLE_BINDING
            : EscalationRight.CHANGE_ROLE_BINDING;
    EscalationRight bind =
        role.kind().equals("Role") ? EscalationRight.BIND_ROLE : EscalationRight.BIND_CLUSTER_ROLE;
    if (!edges.mayLook() || roles.find(role).isEmpty()) {
      return;
    }
    rights
        .use(write, namespace, subject.name())
        .ifPresent(
            change ->
                rights
                    .use(bind, namespace, role.name())
                    .ifPresent(
                        use ->
                            edges.add(
                                strongest(new Holder(role, namespace)),
                                EscalationTechnique.BIND,
                                use,
                                change)));
  }

  private void escalate(Holder bound) {
    String name = bound.role().name();
    if (bound.role().kind().equals("Role")) {
      String namespace = bound.namespace();
      both(
          bound,
          rights.use(EscalationRight.ESCALATE_ROLE, namespace, name),
          rights.use(EscalationRight.CHANGE_ROLE, namespace, name));
      return;
    }
    both(
        bound,
        rights.use(EscalationRight.ESCALATE_CLUSTER_ROLE, "", name),
        rights.use(EscalationRight.CHANGE_CLUSTER_ROLE, "", name));
    if (roles.find(bound.role()).filter(RbacRole::aggregated).isPresent()) {
      // A new ClusterRole with the label that the aggregated one selects.
      both(
          bound,
          rights.use(EscalationRight.ESCALATE_CLUSTER_ROLE, "", ""),
          rights.use(EscalationRight.CREATE_CLUSTER_ROLE, "", ""));
    }
  }

  private void both(Holder bound, Optional<Use> escalate, Optional<Use> write) {
    if (escalate.isPresent() && write.isPresent()) {
      edges.add(
          strongest(new Holder(ADMIN, bound.namespace())),
          EscalationTechnique.ESCALATE,
          escalate.get(),
          write.get());
    }
  }

  /** Who holds cluster-admin across the cluster has arrived. */
  private static EscalationNode strongest(Holder holder) {
    return holder.role().equals(ADMIN) && holder.namespace().isEmpty()
        ? new Reached(EscalationPower.CLUSTER_ADMIN)
        : holder;
  }
}
