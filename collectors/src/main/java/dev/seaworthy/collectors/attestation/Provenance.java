package dev.seaworthy.collectors.attestation;

import dev.seaworthy.collectors.document.Instants;
import dev.seaworthy.collectors.document.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What SLSA provenance says of a build (https://slsa.dev/spec/v1.1/provenance and
 * https://slsa.dev/spec/v0.2/provenance), in the terms of v1.
 */
final class Provenance {
  static final String V1 = "https://slsa.dev/provenance/v1";
  static final String V02 = "https://slsa.dev/provenance/v0.2";

  /** An honest build of a monorepo has some thousands. */
  private static final int MAX_MATERIALS = 20_000;

  private final Members predicate;

  private Provenance(Members predicate) {
    this.predicate = predicate;
  }

  /** Its tree; empty where the statement is about something else. */
  static Map<String, Object> of(Statement statement) throws Refusal {
    return switch (statement.predicateType()) {
      case V1 -> new Provenance(statement.members("the provenance")).v1();
      case V02 -> new Provenance(statement.members("the provenance")).v02();
      default -> Map.of();
    };
  }

  private Map<String, Object> v1() throws Refusal {
    Members definition = predicate.object("buildDefinition");
    Members run = predicate.object("runDetails");
    Map<String, Object> tree = new TreeMap<>();
    tree.put("version", "1");
    tree.put("builder", run.object("builder").text("id"));
    tree.put("buildType", definition.text("buildType"));
    tree.put("materials", materials(definition.items("resolvedDependencies")));
    if (run.has("metadata")) {
      Members metadata = run.object("metadata");
      put(tree, "invocation", metadata.textOrNothing("invocationId"));
      time(tree, "startedAt", metadata.textOrNothing("startedOn"));
      time(tree, "finishedAt", metadata.textOrNothing("finishedOn"));
    }
    return tree;
  }

  private Map<String, Object> v02() throws Refusal {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("version", "0.2");
    tree.put("builder", predicate.object("builder").text("id"));
    tree.put("buildType", predicate.text("buildType"));
    tree.put("materials", materials(predicate.items("materials")));
    if (predicate.has("metadata")) {
      Members metadata = predicate.object("metadata");
      put(tree, "invocation", metadata.textOrNothing("buildInvocationId"));
      time(tree, "startedAt", metadata.textOrNothing("buildStartedOn"));
      time(tree, "finishedAt", metadata.textOrNothing("buildFinishedOn"));
    }
    return tree;
  }

  private static List<Object> materials(List<Tree> items) throws Refusal {
    if (items.size() > MAX_MATERIALS) {
      throw new Refusal(
          "materials", "the provenance names more than %d materials".formatted(MAX_MATERIALS));
    }
    List<Object> materials = new ArrayList<>();
    for (Tree item : items) {
      Members one = Members.of(item, "a material");
      Map<String, Object> tree = new TreeMap<>();
      put(tree, "uri", one.textOrNothing("uri"));
      put(tree, "name", one.textOrNothing("name"));
      tree.put("digests", one.has("digest") ? Statement.digests(one.object("digest")) : List.of());
      materials.add(tree);
    }
    return materials;
  }

  private static void put(Map<String, Object> tree, String key, String text) {
    if (!text.isEmpty()) {
      tree.put(key, text);
    }
  }

  private static void time(Map<String, Object> tree, String key, String text) throws Refusal {
    if (!text.isEmpty()) {
      Optional<Instant> time = Instants.time(text);
      if (time.isEmpty()) {
        throw new Refusal("malformed", "`%s` of the provenance is no time".formatted(text));
      }
      tree.put(key, time.get().getEpochSecond());
    }
  }
}
