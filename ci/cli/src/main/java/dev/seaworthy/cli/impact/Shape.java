package dev.seaworthy.cli.impact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.List;

/**
 * An object without what its containers run and how: most changes are of an image, and none of it
 * decides who can talk to whom.
 */
final class Shape {
  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  private static final List<String> ASIDE =
      List.of(
          "image",
          "imagePullPolicy",
          "command",
          "args",
          "env",
          "envFrom",
          "resources",
          "volumeMounts",
          "securityContext",
          "livenessProbe",
          "readinessProbe",
          "startupProbe");

  private Shape() {}

  static String of(Evidence object) {
    JsonNode root = object.content().node();
    strip(root);
    return object.kind() + " " + object.subject() + " " + root;
  }

  private static void strip(JsonNode node) {
    for (String field : CONTAINERS) {
      for (JsonNode container : node.path(field)) {
        if (container instanceof ObjectNode mapping) {
          mapping.remove(ASIDE);
        }
      }
    }
    node.forEach(Shape::strip);
  }
}
