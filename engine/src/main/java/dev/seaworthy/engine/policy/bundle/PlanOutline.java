package dev.seaworthy.engine.policy.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a {@code plan.json} is, without its statements: it may have megabytes of them, which only
 * who runs the plan needs. What readers disagree about is refused in them too.
 */
final class PlanOutline {
  private final Set<String> entrypoints = new TreeSet<>();
  private boolean hasConstants;
  private boolean hasFunctions;

  private PlanOutline() {}

  /**
   * Skims a plan.
   *
   * @throws NotCanonicalException if it is not one strict JSON value
   */
  static PlanOutline read(byte[] json) {
    PlanOutline outline = new PlanOutline();
    try (JsonParser parser = StrictJson.strictParser(json)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        outline.plan(parser);
      } else {
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new NotCanonicalException("not valid JSON: more text follows the value");
      }
      return outline;
    } catch (JsonProcessingException e) {
      throw StrictJson.refused(e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  /** Whether it has the three parts of a plan of OPA's, and an entry point. */
  boolean isPlan() {
    return hasConstants && hasFunctions && !entrypoints.isEmpty();
  }

  /** Names of the rules it answers for. */
  Set<String> entrypoints() {
    return entrypoints;
  }

  private void plan(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String part = parser.currentName();
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      hasConstants |= isObject && part.equals("static");
      hasFunctions |= isObject && part.equals("funcs");
      if (isObject && part.equals("plans")) {
        plans(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void plans(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isList = parser.currentName().equals("plans");
      if (parser.nextToken() == JsonToken.START_ARRAY && isList) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          name(parser);
        }
      }
      parser.skipChildren();
    }
  }

  private void name(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isName = parser.currentName().equals("name");
      if (parser.nextToken() == JsonToken.VALUE_STRING && isName) {
        entrypoints.add(parser.getText());
      }
      parser.skipChildren();
    }
  }
}
