package dev.seaworthy.collectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * A record to fill in, as YAML: every key with what it is for and an example. What must be given
 * has no value, so that a record that nobody filled in is none.
 */
public final class RecordTemplate {
  private final RecordKind kind;
  private final Appendable out;

  public RecordTemplate(RecordKind kind, Appendable out) {
    this.kind = kind;
    this.out = out;
  }

  /** Writes it. */
  public void write() throws IOException {
    out.append("# ").append(kind.title()).append(". ");
    out.append(kind.schema().path("description").asText()).append("\n");
    mapping(SchemaPlace.root(kind.schema()), "", "");
  }

  /**
   * Writes the keys of a mapping.
   *
   * @param first what the first line begins with
   * @param indent what all others begin with
   */
  private void mapping(SchemaPlace place, String first, String indent) throws IOException {
    String start = first;
    for (String key : place.keys()) {
      entry(key, place.property(key), place.requires(key), start, indent);
      start = indent;
    }
  }

  private void entry(String key, SchemaPlace place, boolean required, String start, String indent)
      throws IOException {
    out.append(indent).append("# ").append(required ? "" : "(optional) ");
    out.append(place.description());
    if (place.resolved().has("enum")) {
      out.append(": one of ").append(place.choices());
    }
    out.append(example(place)).append("\n");
    if (place.resolved().has("const")) {
      out.append(start).append(key).append(": ");
      out.append(place.resolved().path("const").asText()).append("\n");
      return;
    }
    // What is optional is shown, and left out until somebody wants it.
    String mark = required ? "" : "# ";
    out.append(start).append(mark).append(key).append(":\n");
    if (place.type().equals("object")) {
      mapping(place, indent + mark + "  ", indent + mark + "  ");
    } else if (place.item().type().equals("object")) {
      mapping(place.item(), indent + mark + "- ", indent + mark + "  ");
    }
  }

  private static String example(SchemaPlace place) {
    JsonNode example = place.own().path("examples").path(0);
    JsonNode shown = example.isMissingNode() ? place.resolved().path("examples").path(0) : example;
    if (shown.isMissingNode()) {
      return "";
    }
    return "; such as `" + (shown.isTextual() ? shown.asText() : shown.toString()) + "`";
  }
}
