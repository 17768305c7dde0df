package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * What evidence has at the place that a finding names.
 *
 * @param value in words, with what it says in backticks; empty where nothing stands
 */
public record SeenValue(Optional<String> value) {
  /** A shorter text stands in too many places to be withheld. */
  private static final int SHORTEST_SECRET = 4;

  /**
   * Looks.
   *
   * @return nothing where the evidence does not keep what the path leads through, or has something
   *     there that one word cannot tell, or that should not be told
   */
  public static Optional<SeenValue> of(Evidence evidence, Finding finding) {
    if (finding.path().steps().isEmpty()) {
      return Optional.empty();
    }
    JsonNode content = evidence.content().node();
    List<Object> path = ContentEdits.inContent(content, finding.path()).steps();
    Optional<JsonNode> parent = ContentEdits.at(content, path.subList(0, path.size() - 1));
    if (parent.filter(JsonNode::isContainerNode).isEmpty()) {
      return Optional.empty();
    }
    Optional<JsonNode> there = ContentEdits.at(content, path);
    return there.isEmpty()
        ? Optional.of(new SeenValue(Optional.empty()))
        : words(there.get(), finding).map(words -> new SeenValue(Optional.of(words)));
  }

  /**
   * The text at the finding's own place, where the finding itself does not tell it: it may be a
   * secret, and no rendering should show it.
   */
  public static Optional<String> untold(Evidence evidence, Finding finding) {
    JsonNode content = evidence.content().node();
    return ContentEdits.at(content, ContentEdits.inContent(content, finding.path()).steps())
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> text.length() >= SHORTEST_SECRET && !finding.message().contains(text));
  }

  /** Text may be a secret: it is told only where the finding itself tells it. */
  private static Optional<String> words(JsonNode node, Finding finding) {
    if (node.isContainerNode()) {
      return node.isEmpty()
          ? Optional.of(node.isArray() ? "an empty list" : "an empty mapping")
          : Optional.empty();
    }
    String text = "`%s`".formatted(node.asText());
    boolean told = !node.isTextual() || finding.message().contains(text);
    return told ? Optional.of(text) : Optional.empty();
  }
}
