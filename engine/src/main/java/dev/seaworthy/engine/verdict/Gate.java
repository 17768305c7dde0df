package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Stage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The gate that a verdict is sealed to open: a verdict of one stage's controls, bound to the sealed
 * verdicts it rests on, so that the order of stages can be proved from the verdicts alone.
 *
 * @param stage whose controls were judged, all of them
 * @param after of each stage before it the sealed verdict that held then, by the digest of its file
 * @param replaces the sealed verdict of the same stage that ruled until then; empty for the first
 */
public record Gate(Stage stage, Map<Stage, Digest> after, Optional<Digest> replaces) {
  public Gate {
    EnumMap<Stage, Digest> sorted = new EnumMap<>(Stage.class);
    sorted.putAll(after);
    if (sorted.keySet().stream().anyMatch(other -> !other.isBefore(stage))) {
      throw new IllegalArgumentException("a gate rests on stages before its own");
    }
    after = Collections.unmodifiableMap(sorted);
  }

  public Map<String, Object> toTree() {
    List<Map<String, String>> rests =
        after.entrySet().stream()
            .map(one -> Map.of("stage", one.getKey().id(), "verdict", one.getValue().toString()))
            .toList();
    Map<String, Object> tree = new TreeMap<>(Map.of("stage", stage.id(), "after", rests));
    replaces.ifPresent(digest -> tree.put("replaces", digest.toString()));
    return tree;
  }
}
