package dev.seaworthy.engine.evidence;

import dev.seaworthy.engine.json.JsonPath;

/** Finds the line and column of a path in the source document an evidence was read from. */
@FunctionalInterface
public interface Locations {
  /**
   * Where {@code path} stands. A path that is absent from the source gives its nearest ancestor, so
   * that a missing field points at the object that lacks it.
   */
  Location locate(JsonPath path);

  /** For sources without lines: the file, whatever the path. */
  static Locations wholeFile(String file) {
    Location location = Location.of(file);
    return path -> location;
  }
}
