package dev.seaworthy.cli.gate;

import dev.seaworthy.engine.gate.StageState;
import dev.seaworthy.engine.seal.SealedVerdict;
import java.util.Map;
import java.util.TreeMap;

/** How a stage stands, as JSON. */
final class StageTree {
  private StageTree() {}

  static Map<String, Object> of(StageState stage) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("stage", stage.stage().id());
    tree.put("state", stage.state().id());
    tree.put(
        "blocking",
        stage.blocking().stream()
            .map(one -> Map.of("id", one.id(), "title", one.title(), "status", one.status().id()))
            .toList());
    stage.ruling().ifPresent(verdict -> tree.put("verdict", verdict(verdict)));
    return tree;
  }

  private static Map<String, Object> verdict(SealedVerdict verdict) {
    return Map.of(
        "digest", verdict.digest().toString(),
        "says", verdict.claim().status(),
        "key", verdict.keyId(),
        "judgedAt", verdict.claim().evaluatedAt().toString(),
        "validUntil", verdict.claim().validUntil().toString(),
        "timeChosen", verdict.timePinned());
  }
}
