package dev.seaworthy.engine.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import java.util.ArrayList;
import java.util.List;

/** Reads a snapshot back from its file; where things stood in their sources is not in it. */
public final class SnapshotReader {
  private SnapshotReader() {}

  /**
   * Reads {@link Snapshot#toCanonicalJson}.
   *
   * @throws NotCanonicalException if the file is not exactly what the snapshot it describes is
   *     written as
   */
  public static Snapshot read(byte[] file) {
    CanonicalJson json = CanonicalJson.requireCanonical(file);
    JsonNode root = json.node();
    if (!root.path("schema").asText().equals(Snapshot.SCHEMA)) {
      throw new NotCanonicalException("the file is not a snapshot");
    }
    List<Observation> observations = new ArrayList<>();
    root.path("evidence").forEach(node -> observations.add(evidence(node)));
    root.path("gaps").forEach(node -> observations.add(gap(node)));
    Snapshot snapshot = Snapshot.of(observations, coverage(root.path("coverage")));
    if (!snapshot.digest().equals(json.digest())) {
      throw new NotCanonicalException("the snapshot is not in its one form");
    }
    return snapshot;
  }

  /**
   * Reads a snapshot in which parts of contents were replaced; in the order that it has.
   *
   * @throws NotCanonicalException if it is no snapshot
   */
  public static Snapshot readRedacted(byte[] file) {
    JsonNode root = CanonicalJson.canonicalNode(file);
    if (!root.path("schema").asText().equals(Snapshot.SCHEMA)) {
      throw new NotCanonicalException("the file is not a snapshot");
    }
    List<Evidence> evidence = new ArrayList<>();
    root.path("evidence").forEach(node -> evidence.add(evidence(node)));
    List<Gap> gaps = new ArrayList<>();
    root.path("gaps").forEach(node -> gaps.add(gap(node)));
    return Snapshot.inOrder(evidence, gaps, coverage(root.path("coverage")));
  }

  private static Evidence evidence(JsonNode node) {
    Source source = source(node.path("source"));
    JsonNode content = node.path("content");
    if (content.isMissingNode()) {
      throw new NotCanonicalException("a piece of evidence has no content");
    }
    return new Evidence(
        node.path("kind").asText(),
        Subject.fromTree(node.path("subject")),
        source,
        CanonicalJson.of(content),
        Locations.wholeFile(source.file()));
  }

  private static Gap gap(JsonNode node) {
    return new Gap(
        new Problem(
            node.path("code").asText(), node.path("message").asText(), node.path("fix").asText()),
        source(node.path("source")),
        Location.fromTree(node.path("location")),
        texts(node.path("affects")));
  }

  private static Coverage coverage(JsonNode node) {
    List<Coverage.Skipped> skipped = new ArrayList<>();
    node.path("skipped")
        .forEach(
            one ->
                skipped.add(
                    new Coverage.Skipped(one.path("file").asText(), one.path("reason").asText())));
    return new Coverage(
        texts(node.path("requested")),
        node.path("filesFound").asInt(),
        node.path("filesRead").asInt(),
        node.path("documents").asInt(),
        skipped);
  }

  private static Source source(JsonNode node) {
    int document = node.path("document").asInt(-1);
    if (document < 0) {
      throw new NotCanonicalException("a source names no document");
    }
    return new Source(node.path("collector").asText(), node.path("file").asText(), document);
  }

  private static List<String> texts(JsonNode nodes) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
