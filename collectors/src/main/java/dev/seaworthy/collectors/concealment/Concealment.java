package dev.seaworthy.collectors.concealment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.evidence.Observation;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import java.io.IOException;

/**
 * Puts a mark in the place of each secret before what was read becomes evidence, so that whatever
 * is made of evidence holds none. What it gives, it gives again unchanged.
 */
public final class Concealment {
  private Concealment() {}

  /** The content of an object of Kubernetes without secrets. */
  public static CanonicalJson ofObject(CanonicalJson content) {
    if (!mayHold(content)) {
      return content;
    }
    JsonNode tree = content.node();
    JsonNode without = new SecretTree(SecretText.outermost()).concealed(tree);
    return without.equals(tree) ? content : CanonicalJson.of(without);
  }

  /** A text, such as a message or the line of a file, without secrets. */
  public static String ofText(String text) {
    return SecretText.outermost().concealed(text);
  }

  /** The lines of a file of manifests without secrets, as many as there are. */
  public static String ofLines(String text) {
    return FileLines.concealed(text);
  }

  /**
   * The same observation without secrets. Names are no sign in what collectors chose to tell; what
   * a string looks like is.
   */
  public static Observation of(Observation observation) {
    if (observation instanceof Gap gap) {
      return of(gap);
    }
    Evidence evidence = (Evidence) observation;
    if (!mayHoldShape(evidence.content())) {
      return evidence;
    }
    JsonNode tree = evidence.content().node();
    JsonNode without = byShape(tree);
    return without.equals(tree) ? evidence : evidence.saying(without);
  }

  private static Gap of(Gap gap) {
    Problem problem = gap.problem();
    String message = ofText(problem.message());
    return message.equals(problem.message())
        ? gap
        : new Gap(
            new Problem(problem.code(), message, problem.fix()),
            gap.source(),
            gap.location(),
            gap.affects());
  }

  private static JsonNode byShape(JsonNode node) {
    SecretText text = SecretText.outermost();
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(text.byShape(node.textValue()));
    }
    if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(child -> array.add(byShape(child)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(field -> object.set(field.getKey(), byShape(field.getValue())));
      return object;
    }
    return node;
  }

  /** Read without making a tree: most objects hold nothing that is worth one. */
  private static boolean mayHold(CanonicalJson content) {
    try (JsonParser parser = content.parser()) {
      return new Scan().finds(parser);
    } catch (IOException e) {
      throw new IllegalStateException("canonical bytes are well-formed", e);
    }
  }

  private static boolean mayHoldShape(CanonicalJson content) {
    try (JsonParser parser = content.parser()) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && SecretText.mayHold(parser.getText())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new IllegalStateException("canonical bytes are well-formed", e);
    }
  }
}
