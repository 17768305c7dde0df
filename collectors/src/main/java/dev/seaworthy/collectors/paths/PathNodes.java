package dev.seaworthy.collectors.paths;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Subject;
import dev.seaworthy.engine.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The nodes of the attack graph by number: workloads, and things that rights lead to. A workload
 * that is on several networks is one node.
 */
final class PathNodes {
  /** A workload as its evidence tells it, once for each network that it is on. */
  record Workload(Subject subject, String name, Location at, List<JsonNode> contents) {
    List<String> images() {
      return contents.get(0).path("images").valueStream().map(JsonNode::asText).toList();
    }

    boolean onHostNetwork() {
      return contents.stream().anyMatch(content -> content.path("hostNetwork").asBoolean());
    }
  }

  /**
   * What is not run but had.
   *
   * @param kind {@code secret} or {@code power}
   * @param namespace of a Secret; {@code *} for any
   * @param name {@code *} for any
   */
  record Thing(String kind, String namespace, String name) {
    Map<String, Object> toTree() {
      Map<String, Object> tree = new TreeMap<>(Map.of("kind", kind, "name", name));
      if (!namespace.isEmpty()) {
        tree.put("namespace", namespace);
      }
      return tree;
    }
  }

  private final Map<Subject, Integer> numbers = new LinkedHashMap<>();
  private final List<Workload> workloads = new ArrayList<>();
  private final Map<String, List<Integer>> byNamespace = new HashMap<>();
  private final Map<Thing, Integer> things = new LinkedHashMap<>();

  /**
   * The nodes of {@code evidence}.
   *
   * @param evidence of kind {@code network/workload}, in order
   */
  PathNodes(List<Evidence> evidence) {
    for (Evidence one : evidence) {
      JsonNode content = one.content().node();
      int number = numbers.computeIfAbsent(one.subject(), subject -> added(subject, one));
      workloads.get(number).contents().add(content);
    }
  }

  private int added(Subject subject, Evidence one) {
    String name = "%s/%s[%s]".formatted(subject.namespace(), subject.name(), subject.kind());
    int number = workloads.size();
    Location at = one.locations().locate(JsonPath.ROOT);
    workloads.add(new Workload(subject, name, at, new ArrayList<>()));
    byNamespace.computeIfAbsent(subject.namespace(), key -> new ArrayList<>()).add(number);
    return number;
  }

  List<Workload> workloads() {
    return workloads;
  }

  /** The workloads of a name space; of all for {@code *}. */
  List<Integer> workloadsIn(String namespace) {
    return namespace.equals("*")
        ? List.copyOf(numbers.values())
        : byNamespace.getOrDefault(namespace, List.of());
  }

  /** The number of a thing, which it gets when it is first asked for. */
  int thing(String kind, String namespace, String name) {
    return things.computeIfAbsent(
        new Thing(kind, namespace, name), key -> workloads.size() + things.size());
  }

  List<Thing> things() {
    return List.copyOf(things.keySet());
  }

  int count() {
    return workloads.size() + things.size();
  }

  /** What a workload is called. */
  String display(int workload) {
    return workloads.get(workload).name();
  }
}
