package dev.seaworthy.cli.fix;

import dev.seaworthy.engine.json.JsonPath;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What a document is to say.
 *
 * @param path in the object
 * @param tag what the value is
 * @param value as YAML and JSON both write it plainly
 * @param isItem whether the path leads to a list that is to hold the value, not to the value
 */
record Goal(JsonPath path, Tag tag, String value, boolean isItem) {
  static Goal set(JsonPath path, boolean value) {
    return new Goal(path, Tag.BOOL, Boolean.toString(value), false);
  }

  static Goal set(JsonPath path, int value) {
    return new Goal(path, Tag.INT, Integer.toString(value), false);
  }

  static Goal set(JsonPath path, String value) {
    return new Goal(path, Tag.STR, value, false);
  }

  static Goal item(JsonPath path, String value) {
    return new Goal(path, Tag.STR, value, true);
  }

  /** The scalar as it is written. */
  String text(boolean quoted) {
    return quoted && tag.equals(Tag.STR) ? '"' + value + '"' : value;
  }

  /** The value as it is written on one line: the scalar, or a list of it alone. */
  String flow(boolean quoted) {
    return isItem ? "[" + text(quoted) + "]" : text(quoted);
  }

  /** For people: {@code spec.hostPID: false}. */
  String readable() {
    return path.readable() + ": " + flow(false);
  }
}
