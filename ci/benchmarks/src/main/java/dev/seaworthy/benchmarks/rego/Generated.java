package dev.seaworthy.benchmarks.rego;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Documents too large to be kept as files, from one seed. */
final class Generated {
  private static final long SEED = 20261125;
  private static final int IMAGES = 10_000;
  private static final int TEAMS = 50;
  private static final int BINDINGS = 2_000;
  private static final int PEOPLE = 600;
  private static final int GROUPS = 120;
  private static final int ROLES = 200;
  private static final int DANGEROUS = 3;

  private final Random random = new Random(SEED);

  private Generated() {}

  /** 10,000 images that were judged before, some of the Deployment's among them. */
  static CanonicalJson images(CanonicalJson deployment) {
    return CanonicalJson.of(Map.of("images", new Generated().makeImages(deployment)));
  }

  private Map<String, Object> makeImages(CanonicalJson deployment) {
    Map<String, Object> images = new TreeMap<>();
    JsonNode pod = deployment.node().at("/spec/template/spec");
    for (JsonNode container : pod.get("initContainers")) {
      images.put(container.get("image").textValue(), judged("refused"));
    }
    while (images.size() < IMAGES) {
      String reference =
          "registry.example.com/team-%02d/service-%04d:%d.%d.%d@sha256:%s"
              .formatted(number(TEAMS), number(10_000), number(9), number(30), number(99), hex());
      images.put(reference, judged(number(20) == 0 ? "refused" : "accepted"));
    }
    return images;
  }

  private Map<String, Object> judged(String status) {
    return Map.of(
        "status", status,
        "team", "team-%02d".formatted(number(TEAMS)),
        "critical", number(20) == 0 ? 4 + number(5) : number(4),
        "high", number(30),
        "scanned", "2026-11-%02dT%02d:00:00Z".formatted(1 + number(24), number(24)));
  }

  /** 2,000 bindings of people and groups to roles, some of which may impersonate others. */
  static CanonicalJson bindings() {
    return new Generated().makeBindings();
  }

  private CanonicalJson makeBindings() {
    List<Object> bindings = new ArrayList<>();
    for (int i = 0; i < BINDINGS; i++) {
      List<String> subjects =
          Stream.generate(this::subject).limit(1 + number(3)).distinct().toList();
      bindings.add(
          Map.of(
              "name", "binding-%04d".formatted(i),
              "namespace", "team-%02d".formatted(number(TEAMS)),
              "subjects", subjects,
              "role", role(DANGEROUS + number(ROLES - DANGEROUS))));
    }
    for (int i = 0; i < DANGEROUS * 12; i++) {
      bindings.set(number(BINDINGS), bindingTo(role(i % DANGEROUS), group()));
    }
    return CanonicalJson.of(
        Map.of(
            "bindings", bindings,
            "roles", IntStream.range(0, ROLES).mapToObj(this::roleRules).toList(),
            "people", IntStream.range(0, 3).mapToObj(i -> "user:%04d".formatted(i)).toList()));
  }

  private static Map<String, Object> bindingTo(String role, String subject) {
    return Map.of(
        "name", "to-" + role, "namespace", "", "subjects", List.of(subject), "role", role);
  }

  private String subject() {
    return number(4) == 0 ? group() : "user:%04d".formatted(number(PEOPLE));
  }

  private String group() {
    return "group:%04d".formatted(number(GROUPS));
  }

  private Map<String, Object> roleRules(int number) {
    boolean impersonates = number >= DANGEROUS && number(12) == 0;
    return Map.of(
        "name", role(number),
        "verbs", List.of("get", "list", "watch"),
        "impersonates", impersonates ? List.of(group()) : List.of());
  }

  private static String role(int number) {
    return "role:%03d".formatted(number);
  }

  /** The roles that nobody should come by on a detour. */
  static CanonicalJson dangerousRoles() {
    return CanonicalJson.of(
        Map.of("dangerous", IntStream.range(0, DANGEROUS).mapToObj(Generated::role).toList()));
  }

  private int number(int below) {
    return random.nextInt(below);
  }

  private String hex() {
    StringBuilder digits = new StringBuilder(64);
    for (int i = 0; i < 8; i++) {
      digits.append("%08x".formatted(random.nextInt()));
    }
    return digits.toString();
  }
}
