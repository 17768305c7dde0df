package dev.seaworthy.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Objects of every kind of workload and of some that run nothing, sound and at fault. */
final class GeneratedObjects {
  private static final Map<String, String> VERSIONS =
      Map.ofEntries(
          Map.entry("Pod", "v1"),
          Map.entry("ReplicationController", "v1"),
          Map.entry("Deployment", "apps/v1"),
          Map.entry("ReplicaSet", "apps/v1"),
          Map.entry("StatefulSet", "apps/v1"),
          Map.entry("DaemonSet", "apps/v1"),
          Map.entry("Job", "batch/v1"),
          Map.entry("CronJob", "batch/v1"),
          Map.entry("ConfigMap", "v1"),
          Map.entry("Service", "v1"),
          Map.entry("Ship", "example.com/v1"));
  private static final List<String> KINDS = VERSIONS.keySet().stream().sorted().toList();

  private final Random random;
  private final List<String> images;

  GeneratedObjects(Random random, List<String> images) {
    this.random = random;
    this.images = images;
  }

  String kind() {
    return one(KINDS);
  }

  Map<String, Object> object(String kind, String namespace, String name) {
    Map<String, Object> object = new HashMap<>();
    object.put("apiVersion", VERSIONS.getOrDefault(kind, "v1"));
    object.put("kind", kind);
    object.put(
        "metadata",
        Map.of("name", name, "namespace", namespace, "labels", Map.of("app", name, "naïve", "ü☃")));
    switch (kind) {
      case "ConfigMap" -> object.put("data", Map.of("key", "x".repeat(random.nextInt(3000))));
      case "Service" -> object.put("spec", Map.of("type", one(List.of("NodePort", "ClusterIP"))));
      case "Ship" -> object.put("spec", Map.of("masts", random.nextInt(4)));
      case "Pod" -> object.put("spec", podSpec());
      case "CronJob" ->
          object.put(
              "spec",
              Map.of("schedule", "* * * * *", "jobTemplate", Map.of("spec", withTemplate(name))));
      default -> object.put("spec", withTemplate(name));
    }
    return object;
  }

  private Map<String, Object> withTemplate(String name) {
    return Map.of(
        "replicas",
        1 + random.nextInt(3),
        "selector",
        Map.of("matchLabels", Map.of("app", name)),
        "template",
        Map.of("metadata", Map.of("labels", Map.of("app", name)), "spec", podSpec()));
  }

  private Map<String, Object> podSpec() {
    Map<String, Object> spec = new HashMap<>();
    spec.put("containers", containers(1 + random.nextInt(3)));
    if (random.nextInt(3) == 0) {
      spec.put("initContainers", containers(1));
    }
    if (random.nextInt(4) == 0) {
      spec.put("ephemeralContainers", containers(1));
    }
    if (random.nextInt(3) == 0) {
      spec.put("hostNetwork", one(List.of(true, false, "perhaps")));
    }
    if (random.nextInt(3) == 0) {
      spec.put("volumes", List.of(Map.of("name", "v", "hostPath", Map.of("path", "/"))));
    }
    return spec;
  }

  private List<Object> containers(int count) {
    List<Object> containers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> container = new HashMap<>();
      container.put("name", "c" + i);
      container.put("image", one(images));
      container.put("securityContext", securityContext());
      containers.add(random.nextInt(30) == 0 ? "not a container" : container);
    }
    return containers;
  }

  private Map<String, Object> securityContext() {
    Map<String, Object> context = new HashMap<>();
    context.put("privileged", random.nextInt(4) == 0);
    context.put("allowPrivilegeEscalation", random.nextBoolean());
    context.put("runAsUser", one(List.of(0, 1000, 4_294_967_296L)));
    context.put("capabilities", Map.of("add", List.of(one(List.of("NET_RAW", "SYS_ADMIN")))));
    return context;
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
