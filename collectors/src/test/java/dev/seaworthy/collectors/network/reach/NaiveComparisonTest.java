package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.EvidenceKinds;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Observation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks a plain evaluator of single (source, destination, protocol, port) questions the same over
 * random clusters; it knows neither sets nor classes.
 */
class NaiveComparisonTest {
  private static final List<String> SPACES = List.of("a", "b");
  private static final List<String> APPS = List.of("web", "db", "job");
  private static final int[] PORTS = {1, 79, 80, 81, 90, 443, 65_535};

  private record Pod(String namespace, String name, String app, int named) {
    String display() {
      return namespace + "/" + name + "[Pod]";
    }
  }

  /** An empty app selects all, `!web` all but one; a null name space is the policy's own. */
  private record From(@org.jspecify.annotations.Nullable String namespace, String app) {}

  private record Port(Protocol protocol, int first, int last) {}

  private record Rule(List<From> peers, List<Port> ports) {}

  private record Policy(
      String namespace,
      String app,
      boolean in,
      boolean out,
      List<Rule> ingress,
      List<Rule> egress) {}

  @TempDir Path temp;

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyQuestionHasTheSameAnswer(long seed) {
    Random random = new Random(seed);
    List<Pod> pods = pods(random);
    List<Policy> policies = policies(random);
    Map<String, Connections> found = analysed(pods, policies);
    for (Pod source : pods) {
      for (Pod destination : pods) {
        if (!source.equals(destination)) {
          Connections set =
              found.getOrDefault(source.display() + destination.display(), Connections.NONE);
          compare(policies, source, destination, set);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void evidenceNamesTheSameConnections(long seed) {
    Random random = new Random(seed);
    write(pods(random), policies(random));
    List<Manifest> manifests = Inputs.in(temp);
    List<String> expected = new ArrayList<>();
    Reachability.of(manifests)
        .forEach(
            one -> {
              if (one.source().kind() == Connection.PeerKind.WORKLOAD
                  && one.destination().kind() == Connection.PeerKind.WORKLOAD) {
                expected.add(one.line());
              }
            });
    List<String> found = new ArrayList<>();
    for (Observation observation : new ReachabilityCollector().derive(manifests)) {
      if (observation instanceof Evidence evidence
          && evidence.kind().equals(EvidenceKinds.NETWORK_REACHABILITY)) {
        addLines(evidence.content().node(), found);
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void addLines(JsonNode reachability, List<String> lines) {
    for (JsonNode connection : reachability.get("connections")) {
      for (JsonNode from : connection.get("from")) {
        for (JsonNode source : reachability.get("groups").get(from.asInt())) {
          for (JsonNode to : reachability.get("groups").get(connection.get("to").asInt())) {
            if (!source.equals(to)) {
              String ports = connection.get("text").asText();
              lines.add("%s => %s : %s".formatted(source.asText(), to.asText(), ports));
            }
          }
        }
      }
    }
  }

  private static void compare(List<Policy> policies, Pod source, Pod destination, Connections set) {
    for (Protocol protocol : Protocol.values()) {
      for (int port : PORTS) {
        boolean out = lets(policies, false, source, destination, destination, protocol, port);
        boolean in = lets(policies, true, destination, source, destination, protocol, port);
        assertThat(set.contains(protocol, port))
            .as("%s to %s on %s %d", source, destination, protocol, port)
            .isEqualTo(in && out);
      }
    }
  }

  private static boolean lets(
      List<Policy> policies,
      boolean ingress,
      Pod governed,
      Pod other,
      Pod destination,
      Protocol protocol,
      int port) {
    boolean closed = false;
    for (Policy policy : policies) {
      boolean governs =
          policy.namespace().equals(governed.namespace()) && fits(policy.app(), governed);
      if (governs && (ingress ? policy.in() : policy.out())) {
        closed = true;
        for (Rule rule : ingress ? policy.ingress() : policy.egress()) {
          if (names(policy, rule, other) && opens(rule, destination, protocol, port)) {
            return true;
          }
        }
      }
    }
    return !closed;
  }

  private static boolean names(Policy policy, Rule rule, Pod other) {
    return rule.peers().isEmpty()
        || rule.peers().stream()
            .anyMatch(
                from -> {
                  String space = from.namespace() == null ? policy.namespace() : from.namespace();
                  return (space.isEmpty() || space.equals(other.namespace()))
                      && fits(from.app(), other);
                });
  }

  private static boolean opens(Rule rule, Pod destination, Protocol protocol, int port) {
    return rule.ports().isEmpty()
        || rule.ports().stream()
            .anyMatch(
                one ->
                    one.protocol() == protocol
                        && (one.first() == 0
                            ? protocol == Protocol.TCP && destination.named() == port
                            : one.first() <= port && port <= one.last()));
  }

  private static boolean fits(String app, Pod pod) {
    return app.isEmpty()
        || (app.startsWith("!") ? !app.substring(1).equals(pod.app()) : app.equals(pod.app()));
  }

  private static List<Pod> pods(Random random) {
    List<Pod> pods = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pods.add(
          new Pod(
              pick(random, SPACES), "p" + i, pick(random, APPS), random.nextBoolean() ? 80 : 443));
    }
    return pods;
  }

  private static List<Policy> policies(Random random) {
    List<Policy> policies = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      boolean in = random.nextBoolean();
      policies.add(
          new Policy(
              pick(random, SPACES),
              app(random),
              in,
              !in || random.nextBoolean(),
              rules(random),
              rules(random)));
    }
    return policies;
  }

  private static List<Rule> rules(Random random) {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<From> peers = new ArrayList<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        int kind = random.nextInt(3);
        String space = kind == 0 ? null : kind == 1 ? "" : pick(random, SPACES);
        peers.add(new From(space, app(random)));
      }
      rules.add(new Rule(peers, ports(random)));
    }
    return rules;
  }

  private static List<Port> ports(Random random) {
    List<Port> ports = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Protocol protocol = Protocol.at(random.nextInt(3));
      int first = PORTS[random.nextInt(PORTS.length)];
      int last = Math.max(first, PORTS[random.nextInt(PORTS.length)]);
      ports.add(
          random.nextInt(4) == 0 ? new Port(protocol, 0, 0) : new Port(protocol, first, last));
    }
    return ports;
  }

  private static String app(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "!" + pick(random, APPS);
      default -> pick(random, APPS);
    };
  }

  private static String pick(Random random, List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private Map<String, Connections> analysed(List<Pod> pods, List<Policy> policies) {
    write(pods, policies);
    Map<String, Connections> found = new HashMap<>();
    Reachability.of(Inputs.in(temp))
        .forEach(one -> found.put(one.source().name() + one.destination().name(), one.ports()));
    return found;
  }

  private void write(List<Pod> pods, List<Policy> policies) {
    StringBuilder yaml = new StringBuilder();
    for (Pod pod : pods) {
      yaml.append(
          """
          {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s, labels: {app: %s}},
           spec: {containers: [{name: c, image: i, ports: [{name: web, containerPort: %d}]}]}}
          ---
          """
              .formatted(pod.name(), pod.namespace(), pod.app(), pod.named()));
    }
    for (int i = 0; i < policies.size(); i++) {
      yaml.append(yaml(policies.get(i), i));
    }
    Folder.at(temp).write("all.yaml", yaml.toString());
  }

  private static String yaml(Policy policy, int number) {
    String types =
        (policy.in() ? "Ingress" : "")
            + (policy.in() && policy.out() ? "," : "")
            + (policy.out() ? "Egress" : "");
    return """
    {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: n%d, namespace: %s},
     spec: {podSelector: %s, policyTypes: [%s], ingress: [%s], egress: [%s]}}
    ---
    """
        .formatted(
            number,
            policy.namespace(),
            selector(policy.app()),
            types,
            rules(policy.ingress(), "from"),
            rules(policy.egress(), "to"));
  }

  private static String rules(List<Rule> rules, String key) {
    return String.join(
        ", ",
        rules.stream()
            .map(
                rule ->
                    "{%s: [%s], ports: [%s]}"
                        .formatted(
                            key,
                            String.join(
                                ", ",
                                rule.peers().stream().map(NaiveComparisonTest::peer).toList()),
                            String.join(
                                ", ",
                                rule.ports().stream().map(NaiveComparisonTest::port).toList())))
            .toList());
  }

  private static String peer(From from) {
    if (from.namespace() == null) {
      return "{podSelector: %s}".formatted(selector(from.app()));
    }
    String space =
        from.namespace().isEmpty()
            ? "{}"
            : "{matchLabels: {kubernetes.io/metadata.name: %s}}".formatted(from.namespace());
    return "{namespaceSelector: %s, podSelector: %s}".formatted(space, selector(from.app()));
  }

  private static String port(Port port) {
    return port.first() == 0
        ? "{protocol: %s, port: web}".formatted(port.protocol())
        : "{protocol: %s, port: %d, endPort: %d}"
            .formatted(port.protocol(), port.first(), port.last());
  }

  private static String selector(String app) {
    if (app.startsWith("!")) {
      return "{matchExpressions: [{key: app, operator: NotIn, values: [%s]}]}"
          .formatted(app.substring(1));
    }
    return app.isEmpty() ? "{}" : "{matchLabels: {app: %s}}".formatted(app);
  }
}
