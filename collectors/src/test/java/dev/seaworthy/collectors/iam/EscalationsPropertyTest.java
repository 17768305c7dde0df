package dev.seaworthy.collectors.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EscalationsPropertyTest {
  private static final List<String> NAMESPACES = List.of("a", "b", "c");
  private static final List<String> NAMES = List.of("x", "y", "z");
  private static final List<String> RULES =
      List.of(
          "{apiGroups: [''], resources: [pods], verbs: [create]}",
          "{apiGroups: [apps], resources: [deployments], verbs: [patch], resourceNames: [x]}",
          "{apiGroups: [''], resources: [pods/exec, pods], verbs: [get, create]}",
          "{apiGroups: [''], resources: [secrets], verbs: [get, list]}",
          "{apiGroups: [''], resources: [secrets], verbs: [create]}",
          "{apiGroups: [''], resources: [serviceaccounts/token], verbs: [create], resourceNames:"
              + " [x]}",
          "{apiGroups: [''], resources: [serviceaccounts, users], verbs: [impersonate]}",
          "{apiGroups: [''], resources: [groups], verbs: [impersonate], resourceNames: [y]}",
          "{apiGroups: ['rbac.authorization.k8s.io'], resources: [clusterroles], verbs: [bind],"
              + " resourceNames: [r1, r2]}",
          "{apiGroups: ['rbac.authorization.k8s.io'], resources: [rolebindings], verbs: [create]}",
          "{apiGroups: ['rbac.authorization.k8s.io'], resources: [clusterroles], verbs: [escalate,"
              + " update]}",
          "{apiGroups: [''], resources: [nodes/proxy], verbs: [get]}",
          "{apiGroups: [''], resources: [persistentvolumes, namespaces], verbs: [create, patch]}",
          "{apiGroups: ['*'], resources: ['*'], verbs: ['*']}");

  @TempDir Path temp;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void eachHopIsAllowedToItsHolderAndBeginsWhereTheLastOneEnds(long seed) {
    Random random = new Random(seed);
    Escalations escalations = read(objects(random), bindings(random, 14));
    for (RbacIdentity subject : escalations.permissions().identities()) {
      for (EscalationPath path : escalations.paths(subject)) {
        EscalationNode at = new EscalationNode.Somebody(subject);
        for (EscalationHop hop : path.hops()) {
          assertThat(hop.from()).isEqualTo(at);
          assertThat(hop.uses()).allMatch(use -> allows(escalations, hop.from(), use.request()));
          at = hop.to();
        }
        assertThat(at).isEqualTo(new EscalationNode.Reached(path.power()));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneMoreBindingTakesNoPathAwayAndMakesNoneLonger(long seed) {
    Random random = new Random(seed);
    String objects = objects(random);
    List<String> bindings = bindings(random, 12);
    Escalations fewer = read(objects, bindings.subList(0, bindings.size() - 1));
    Escalations more = read(objects, bindings);
    for (RbacIdentity subject : fewer.permissions().identities()) {
      for (EscalationPath path : fewer.paths(subject)) {
        assertThat(
                more.isAdministrator(subject)
                    || more.paths(subject).stream().anyMatch(other -> isNoFurther(other, path)))
            .as("%s to %s", subject, path.power())
            .isTrue();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderOfTheObjectsChangesNothing(long seed) {
    Random random = new Random(seed);
    String objects = objects(random);
    List<String> bindings = bindings(random, 10);
    List<String> shuffled = new ArrayList<>(bindings);
    java.util.Collections.shuffle(shuffled, random);
    assertThat(shown(read(objects, shuffled))).isEqualTo(shown(read(objects, bindings)));
  }

  /** Nothing but the places in the file may differ. */
  private static List<String> shown(Escalations escalations) {
    return escalations.permissions().identities().stream()
        .flatMap(subject -> escalations.paths(subject).stream())
        .flatMap(path -> path.hops().stream())
        .map(hop -> hop.from().display() + " " + hop.technique() + " " + hop.to().display())
        .toList();
  }

  private static boolean isNoFurther(EscalationPath other, EscalationPath path) {
    boolean reaches =
        other.power() == path.power() || other.power() == EscalationPower.CLUSTER_ADMIN;
    return reaches && other.hops().size() <= path.hops().size();
  }

  private static boolean allows(Escalations escalations, EscalationNode from, RbacRequest request) {
    if (from instanceof EscalationNode.Somebody somebody) {
      return escalations.permissions().allows(somebody.identity(), request);
    }
    EscalationNode.Holder holder = (EscalationNode.Holder) from;
    boolean reaches =
        holder.namespace().isEmpty() || holder.namespace().equals(request.namespace());
    RbacRoles roles = escalations.permissions().roles();
    return reaches
        && roles
            .rules(
                roles.find(holder.role()).orElseThrow(),
                new GrantBudget(GrantBudget.DEFAULT),
                problem -> {})
            .stream()
            .anyMatch(request::isAllowedBy);
  }

  private static String objects(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      List<String> rules = new ArrayList<>();
      for (int j = 0; j <= random.nextInt(2); j++) {
        rules.add(pick(random, RULES));
      }
      text.append(RbacObjects.role("ClusterRole", "r" + i, "rules: " + rules)).append("---\n");
    }
    text.append(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: a, labels: {pod-security.kubernetes.io/enforce: baseline}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: x, namespace: b}
        spec: {serviceAccountName: y, containers: [{name: c, image: i}]}
        ---
        """);
    return text.toString();
  }

  private static List<String> bindings(Random random, int count) {
    List<String> bindings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean cluster = random.nextInt(3) == 0;
      String metadata =
          cluster
              ? "{name: b%d}".formatted(i)
              : "{name: b%d, namespace: %s}".formatted(i, pick(random, NAMESPACES));
      bindings.add(
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: %s
          metadata: %s
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r%d}
          subjects: [%s]
          """
              .formatted(
                  cluster ? "ClusterRoleBinding" : "RoleBinding",
                  metadata,
                  random.nextInt(6),
                  subject(random)));
    }
    return bindings;
  }

  private static String subject(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "{kind: User, name: %s}".formatted(pick(random, NAMES));
      case 1 -> "{kind: Group, name: %s}".formatted(pick(random, NAMES));
      case 2 ->
          "{kind: Group, name: 'system:serviceaccounts:%s'}".formatted(pick(random, NAMESPACES));
      default ->
          "{kind: ServiceAccount, name: %s, namespace: %s}"
              .formatted(pick(random, NAMES), pick(random, NAMESPACES));
    };
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private Escalations read(String objects, List<String> bindings) {
    return Escalations.of(
        new Input(temp).file("rbac.yaml", objects + String.join("---\n", bindings)).gather(),
        List.of());
  }
}
