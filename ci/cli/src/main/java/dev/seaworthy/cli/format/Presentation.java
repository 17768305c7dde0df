package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.engine.evidence.Location;
import java.util.List;

/**
 * How the reader will look at a verdict; changes nothing of what it says.
 *
 * @param columns to lay text out in
 * @param folder that the verdict's file names are relative to, as the user named it, ending in
 *     {@code /}; empty when they are as the user named them
 */
public record Presentation(Palette palette, int columns, String folder) {
  /** What begins the names of absolute paths, of standard input and of a cluster's objects. */
  private static final List<String> NO_RELATIVE_FILE = List.of("/", "<", "cluster:");

  /** The file of {@code location}, as the reader can open it. */
  public String file(Location location) {
    return file(location.file());
  }

  public String file(String name) {
    return name.isEmpty() || NO_RELATIVE_FILE.stream().anyMatch(name::startsWith)
        ? name
        : folder + name;
  }

  /** {@code file:line:column}. */
  public String place(Location location) {
    return new Location(file(location), location.line(), location.column()).toString();
  }
}
