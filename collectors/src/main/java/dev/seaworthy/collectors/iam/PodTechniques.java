package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.iam.EscalationHop.Use;
import dev.seaworthy.collectors.iam.EscalationNode.AnyOf;
import dev.seaworthy.collectors.iam.EscalationNode.Kind;
import dev.seaworthy.collectors.iam.EscalationNode.Reached;
import dev.seaworthy.collectors.iam.EscalationNode.Somebody;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where pods lead that one writes, or that one runs commands in. */
final class PodTechniques {
  private final EscalationNode from;
  private final HeldRights rights;
  private final EscalationWorld world;
  private final EscalationEdges edges;

  PodTechniques(
      EscalationNode from, HeldRights rights, EscalationWorld world, EscalationEdges edges) {
    this.from = from;
    this.rights = rights;
    this.world = world;
    this.edges = edges;
  }

  void find() {
    EscalationRight.RUN_PODS.forEach(right -> rights.uses(right).forEach(this::run));
    for (EscalationRight right : EscalationRight.ENTER_PODS) {
      rights.of(right).forEach(rule -> enter(right, rule));
    }
  }

  private void run(Use use) {
    String namespace = use.request().namespace();
    edges.add(new AnyOf(Kind.ACCOUNTS, namespace), EscalationTechnique.RUN_POD, use);
    if (namespace.isEmpty()) {
      edges.add(new Reached(EscalationPower.SECRETS), EscalationTechnique.MOUNT_ANY_SECRET, use);
    }
    rights
        .uses(EscalationRight.CREATE_VOLUME)
        .findFirst()
        .ifPresent(volume -> node(EscalationTechnique.HOST_PATH_VOLUME, "", volume, use));
    Optional<String> open = world.withoutPodSecurity(namespace);
    if (open.isPresent()) {
      String assumption =
          world.assumesLabels(open.get())
              ? "Namespace `%s` is not among the manifests, so no Pod Security level is taken to"
                      .formatted(open.get())
                  + " be enforced in it"
              : "";
      node(EscalationTechnique.PRIVILEGED_POD, assumption, use.in(open.get()));
    } else {
      relabel(use);
    }
  }

  private void relabel(Use use) {
    for (String namespace : some(use.request().namespace())) {
      rights
          .use(EscalationRight.CHANGE_NAMESPACE, namespace, namespace)
          .ifPresent(
              label -> node(EscalationTechnique.RELABEL_NAMESPACE, "", label, use.in(namespace)));
    }
  }

  private void node(EscalationTechnique technique, String assumption, Use... uses) {
    edges.add(new Reached(EscalationPower.NODES), technique, assumption, uses);
  }

  private void enter(EscalationRight right, HeldRule rule) {
    if (!rule.isUnlimited()) {
      rule.rule().names().forEach(pod -> enter(right, rule, pod));
      return;
    }
    String namespace = rule.namespace();
    Use use = Use.of(rule, right.in(rule.rule(), namespace).orElseThrow());
    edges.add(new AnyOf(Kind.ACCOUNTS_OF_PODS, namespace), EscalationTechnique.ENTER_POD, use);
    if (isElsewhere(namespace)) {
      edges.add(new Reached(EscalationPower.EXEC), EscalationTechnique.ENTER_ANY_POD, use);
    }
  }

  private void enter(EscalationRight right, HeldRule rule, String pod) {
    for (String namespace : some(rule.namespace())) {
      if (!edges.mayLook()) {
        return;
      }
      right
          .in(rule.rule(), namespace, pod)
          .map(request -> Use.of(rule, request))
          .ifPresent(
              use ->
                  world
                      .accountsOfPods(namespace, pod)
                      .forEach(
                          account ->
                              edges.add(
                                  new Somebody(account),
                                  EscalationTechnique.ENTER_POD,
                                  assumption(world, namespace),
                                  use)));
    }
  }

  /** What is taken for given of the pods of {@code namespace}. */
  static String assumption(EscalationWorld world, String namespace) {
    return world.assumesPods(namespace)
        ? "no workload of name space `%s` is among the manifests, so a pod is taken to run as the"
                .formatted(namespace)
            + " account"
        : "";
  }

  private Collection<String> some(String namespace) {
    return namespace.isEmpty() ? world.namespaces() : List.of(namespace);
  }

  /** A person who may enter pods of one name space was meant to; the pod of another was not. */
  private boolean isElsewhere(String namespace) {
    if (namespace.isEmpty()) {
      return true;
    }
    return from instanceof Somebody somebody
        && somebody.identity().subject().kind().equals("ServiceAccount")
        && !somebody.identity().subject().namespace().equals(namespace);
  }
}
