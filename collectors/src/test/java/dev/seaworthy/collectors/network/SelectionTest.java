package dev.seaworthy.collectors.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random policies beside an evaluator that tries every selector on every pod. */
class SelectionTest {
  private static final List<String> SPACES = List.of("blue", "green", "red");
  private static final List<String> VALUES = List.of("a", "b", "c");
  private static final String TYPO = "Inn";

  /** One expression of a selector; {@code matchLabels} where it has no operator. */
  private record Expression(String key, String operator, List<String> values) {
    boolean holds(Map<String, String> labels) {
      boolean has = labels.containsKey(key);
      boolean one = has && values.contains(labels.get(key));
      return switch (operator) {
        case "", "In" -> one;
        case "NotIn" -> !one;
        case "Exists" -> has;
        default -> !has;
      };
    }

    String yaml() {
      return operator.isEmpty()
          ? "matchLabels: {%s: %s}".formatted(key, values.get(0))
          : "matchExpressions: [{key: %s, operator: %s, values: %s}]"
              .formatted(key, operator, values);
    }
  }

  private record Pod(
      String namespace, String name, Map<String, String> labels, boolean host, String port) {
    String yaml() {
      return """
      {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s, labels: %s},
       spec: {hostNetwork: %s, containers: [{name: c, image: i, ports: [{name: %s, containerPort: 80}]}]}}
      ---
      """
          .formatted(name, namespace, flow(labels), host, port);
    }
  }

  /**
   * The port is of egress to the pods of {@code peers} in name spaces that {@code spaces} takes.
   */
  private record Policy(
      String namespace,
      String name,
      List<Expression> selector,
      List<Expression> spaces,
      List<Expression> peers,
      String port,
      boolean open) {
    boolean isRefused() {
      return Stream.of(selector, spaces, peers)
          .flatMap(List::stream)
          .anyMatch(expression -> expression.operator().equals(TYPO));
    }

    boolean selects(Pod pod) {
      return !pod.host() && pod.namespace().equals(namespace) && all(selector, pod.labels());
    }

    boolean names(Pod pod) {
      return all(spaces, spaceLabels(pod.namespace())) && all(peers, pod.labels());
    }

    String yaml() {
      return """
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: %s, namespace: %s},
       spec: {podSelector: %s, policyTypes: [Ingress, Egress], ingress: [%s], egress: [%s{ports: [{port: %s}],
        to: [{namespaceSelector: %s, podSelector: %s}]}]}}
      ---
      """
          .formatted(
              name,
              namespace,
              flow(selector),
              open ? "{}" : "",
              open ? "{}, " : "",
              port,
              flow(spaces),
              flow(peers));
    }
  }

  @TempDir Path temp;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyPolicyIsShownAsTryingAllPodsShowsIt(long seed) {
    Random random = new Random(seed);
    List<Pod> pods = pods(random);
    List<Policy> policies = policies(random);
    List<Policy> sound = policies.stream().filter(Predicate.not(Policy::isRefused)).toList();
    Snapshot snapshot = gather(pods, policies);
    assertThat(shown(snapshot))
        .containsExactlyInAnyOrderElementsOf(
            sound.stream().map(policy -> expected(policy, sound, pods)).toList());
  }

  private static String expected(Policy policy, List<Policy> policies, List<Pod> pods) {
    List<String> selected = pods.stream().filter(policy::selects).map(Pod::name).toList();
    List<Pod> peers = pods.stream().filter(policy::names).toList();
    boolean answered =
        peers.isEmpty() || peers.stream().anyMatch(pod -> pod.port().equals(policy.port()));
    boolean shadowed = policies.stream().anyMatch(other -> hides(other, policy));
    return line(policy.namespace(), policy.name(), selected, !answered, shadowed);
  }

  /** Selectors here have one expression at most, so that equal ones are written alike. */
  private static boolean hides(Policy other, Policy policy) {
    boolean mutual = policy.open() && covers(policy, other);
    return !other.equals(policy)
        && other.open()
        && covers(other, policy)
        && (!mutual || other.name().compareTo(policy.name()) < 0);
  }

  private static boolean covers(Policy one, Policy other) {
    return one.namespace().equals(other.namespace())
        && (one.selector().isEmpty()
            || one.selector().stream()
                .map(SelectionTest::normal)
                .toList()
                .equals(other.selector().stream().map(SelectionTest::normal).toList()));
  }

  /** A label is the same demand as an `In` of one value. */
  private static Expression normal(Expression one) {
    String operator = one.operator().isEmpty() ? "In" : one.operator();
    return new Expression(one.key(), operator, one.values().stream().distinct().sorted().toList());
  }

  private static List<String> shown(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    for (Evidence evidence : snapshot.ofKind("network/policy")) {
      JsonNode content = evidence.content().node();
      lines.add(
          line(
              content.get("namespace").asText(),
              content.get("name").asText(),
              content.get("selected").findValuesAsText("name"),
              !content.get("unresolvedPorts").isEmpty(),
              content.path("shadowed").asBoolean()));
    }
    return lines;
  }

  private static String line(
      String namespace, String name, List<String> selected, boolean unresolved, boolean shadowed) {
    return "%s/%s selects %s unresolved=%s shadowed=%s"
        .formatted(namespace, name, selected, unresolved, shadowed);
  }

  private Snapshot gather(List<Pod> pods, List<Policy> policies) {
    StringBuilder yaml = new StringBuilder();
    // Of `red` no manifest says that it is there.
    for (String space : List.of("blue", "green")) {
      yaml.append(
          "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {color: %s}}}\n---\n"
              .formatted(space, space));
    }
    pods.forEach(pod -> yaml.append(pod.yaml()));
    policies.forEach(policy -> yaml.append(policy.yaml()));
    return Folder.at(temp).write("all.yaml", yaml.toString()).gather();
  }

  private static Map<String, String> spaceLabels(String namespace) {
    Map<String, String> implied = Map.of("kubernetes.io/metadata.name", namespace);
    return namespace.equals("red")
        ? implied
        : Map.of("kubernetes.io/metadata.name", namespace, "color", namespace);
  }

  private static List<Pod> pods(Random random) {
    List<Pod> pods = new ArrayList<>();
    for (int i = random.nextInt(30); i >= 0; i--) {
      Map<String, String> labels = new java.util.TreeMap<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        labels.put(pick(random, List.of("app", "tier")), pick(random, VALUES));
      }
      String port = pick(random, List.of("http", "sql"));
      pods.add(
          new Pod(
              pick(random, SPACES), "p%02d".formatted(i), labels, random.nextInt(8) == 0, port));
    }
    pods.sort(java.util.Comparator.comparing(Pod::name));
    return pods;
  }

  private static List<Policy> policies(Random random) {
    List<Policy> policies = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      policies.add(
          new Policy(
              pick(random, SPACES),
              "n" + i,
              selector(random, List.of("app", "tier")),
              selector(random, List.of("color", "kubernetes.io/metadata.name")),
              selector(random, List.of("app", "tier")),
              pick(random, List.of("http", "sql", "dns")),
              random.nextInt(3) == 0));
    }
    return policies;
  }

  private static List<Expression> selector(Random random, List<String> keys) {
    String operator =
        pick(random, List.of("", "", "In", "NotIn", "Exists", "DoesNotExist", "none", "none"));
    if (operator.equals("none")) {
      return List.of();
    }
    List<String> words = keys.contains("color") ? SPACES : VALUES;
    List<String> values =
        switch (operator) {
          case "Exists", "DoesNotExist" -> List.of();
          case "" -> List.of(pick(random, words));
          default -> List.of(pick(random, words), pick(random, words));
        };
    String word = operator.equals("In") && random.nextInt(6) == 0 ? TYPO : operator;
    return List.of(new Expression(pick(random, keys), word, values));
  }

  private static boolean all(List<Expression> selector, Map<String, String> labels) {
    return selector.stream().allMatch(expression -> expression.holds(labels));
  }

  private static String flow(List<Expression> selector) {
    return selector.isEmpty() ? "{}" : "{" + selector.get(0).yaml() + "}";
  }

  private static String flow(Map<String, String> labels) {
    return labels.toString().replace("=", ": ");
  }

  private static String pick(Random random, List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
