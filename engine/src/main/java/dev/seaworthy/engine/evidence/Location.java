package dev.seaworthy.engine.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A place in a source file.
 *
 * @param file as in {@link Source#file}
 * @param line from 1; 0 where the source has no lines
 * @param column in characters, from 1; 0 where unknown
 */
public record Location(String file, int line, int column) {
  /** The file as a whole. */
  public static Location of(String file) {
    return new Location(file, 0, 0);
  }

  /** Reads {@link #toTree} back; what is absent is as of {@link #of}. */
  public static Location fromTree(JsonNode tree) {
    return new Location(
        tree.path("file").asText(), tree.path("line").asInt(), tree.path("column").asInt());
  }

  public Map<String, Object> toTree() {
    return Map.of("file", file, "line", line, "column", column);
  }

  /** {@code file:line:column}, or {@code file} alone where the line is not known. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
