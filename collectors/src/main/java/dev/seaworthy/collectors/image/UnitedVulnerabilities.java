package dev.seaworthy.collectors.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Vulnerabilities that scanners name differently, each once. */
final class UnitedVulnerabilities {
  private final List<ObjectNode> all = new ArrayList<>();
  private final Map<String, List<ObjectNode>> byKey = new HashMap<>();

  /** Adds what one scanner found; what is known already takes over what it adds. */
  void add(String scanner, JsonNode found) {
    List<ObjectNode> fresh = new ArrayList<>();
    Set<ObjectNode> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (JsonNode each : found) {
      ObjectNode one = each.deepCopy();
      one.putObject("scanners").put(scanner, one.path("severity").asText());
      List<ObjectNode> same = same(one);
      boolean another = same.stream().noneMatch(taken::add);
      same.forEach(known -> absorb(known, one));
      if (another) {
        // One more place than the others know: it is as bad as they say.
        same.forEach(known -> absorb(one, known));
        fresh.add(one);
      }
    }
    // Only now: what one scanner tells apart, such as by path, stays apart.
    fresh.forEach(
        one ->
            keys(one).forEach(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(one)));
    all.addAll(fresh);
  }

  /** Equal entries are not the same one: they change as they take over what others add. */
  private List<ObjectNode> same(ObjectNode one) {
    Set<ObjectNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return keys(one).stream()
        .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
        .filter(seen::add)
        .toList();
  }

  /** By each of its names, in the package by its URL and by its name and version. */
  private static List<String> keys(JsonNode one) {
    List<String> packages = new ArrayList<>();
    packages.add(
        (one.path("package").asText() + "@" + one.path("installed").asText())
            .toLowerCase(Locale.ROOT));
    PackageUrl.of(one.path("purl").asText())
        .ifPresent(
            purl ->
                packages.add(
                    String.join("/", purl.type(), purl.namespace(), purl.name(), purl.version())));
    List<String> keys = new ArrayList<>();
    for (String name : List.of("id", "alias")) {
      String id = one.path(name).asText();
      if (!id.isEmpty()) {
        packages.forEach(about -> keys.add(id + " " + about));
      }
    }
    return keys;
  }

  private static void absorb(ObjectNode known, ObjectNode other) {
    ObjectNode scanners = known.withObjectProperty("scanners");
    other.path("scanners").properties().forEach(one -> scanners.set(one.getKey(), one.getValue()));
    ScanSeverity own = ScanSeverity.of(known.path("severity").asText());
    ScanSeverity others = ScanSeverity.of(other.path("severity").asText());
    if (others.compareTo(own) > 0) {
      known.put("severity", others.name());
    }
    for (String map : List.of("severities", "cvss")) {
      if (other.has(map)) {
        ObjectNode mine = known.withObjectProperty(map);
        other.path(map).properties().forEach(one -> mine.putIfAbsent(one.getKey(), one.getValue()));
      }
    }
    for (String key : List.of("fixed", "alias")) {
      if (known.path(key).asText().isEmpty() && !other.path(key).asText().isEmpty()) {
        known.set(key, other.path(key));
      }
    }
  }

  ArrayNode toTree(ObjectNode factory) {
    ArrayNode tree = factory.arrayNode();
    all.forEach(tree::add);
    return tree;
  }

  /** How many of each severity. */
  ObjectNode counts(ObjectNode factory) {
    ObjectNode counts = factory.objectNode();
    for (ScanSeverity severity : ScanSeverity.values()) {
      counts.put(severity.name(), 0);
    }
    all.forEach(
        one -> {
          String severity = one.path("severity").asText();
          counts.put(severity, counts.path(severity).asInt() + 1);
        });
    return counts;
  }
}
