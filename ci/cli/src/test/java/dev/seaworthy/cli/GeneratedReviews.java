package dev.seaworthy.cli;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * AdmissionReviews as API servers send them, of every operation, subresource and kind of workload,
 * with faults that controls find and some that nobody can read. A seed gives the same reviews.
 */
final class GeneratedReviews {
  private static final List<String> OPERATIONS =
      List.of("CREATE", "CREATE", "CREATE", "UPDATE", "UPDATE", "UPDATE", "DELETE", "CONNECT");
  private static final List<String> SUBRESOURCES =
      List.of("", "", "", "", "scale", "status", "ephemeralcontainers");
  private static final List<String> NAMESPACES = List.of("shop", "sandbox", "größe");
  private static final List<String> IMAGES =
      List.of("a:1", "a", "registry.example/a:latest", "a@sha256:" + "0f".repeat(32), "");

  private final Random random;
  private final GeneratedObjects objects;

  GeneratedReviews(long seed) {
    this.random = new Random(seed);
    this.objects = new GeneratedObjects(random, IMAGES);
  }

  /** So many reviews, in JSON. */
  List<String> take(int count) {
    return IntStream.range(0, count).mapToObj(this::review).toList();
  }

  private String review(int number) {
    String operation = one(OPERATIONS);
    String namespace = one(NAMESPACES);
    String name = "thing-" + random.nextInt(5);
    String kind = objects.kind();
    Map<String, Object> request = new HashMap<>();
    request.put("uid", "uid-" + number);
    request.put("operation", operation);
    request.put("namespace", namespace);
    request.put("name", name);
    request.put("dryRun", random.nextBoolean());
    request.put("subResource", one(SUBRESOURCES));
    request.put("kind", Map.of("group", "", "version", "v1", "kind", kind));
    if (operation.equals("CREATE") || operation.equals("UPDATE")) {
      request.put("object", objects.object(kind, namespace, name));
    }
    if (operation.equals("UPDATE") || operation.equals("DELETE")) {
      request.put("oldObject", objects.object(kind, namespace, name));
    }
    if (operation.equals("CONNECT")) {
      request.put("object", Map.of("kind", "PodExecOptions", "apiVersion", "v1", "tty", true));
    }
    return CanonicalJson.of(
            Map.of(
                "apiVersion", "admission.k8s.io/v1", "kind", "AdmissionReview", "request", request))
        .toString();
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
