package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Palette;
import dev.seaworthy.engine.evidence.Location;

/**
 * How the reader will look at a verdict; changes nothing of what it says.
 *
 * @param columns to lay text out in
 * @param folder that the verdict's file names are relative to, as the user named it, ending in
 *     {@code /}; empty when they are as the user named them
 */
public record Presentation(Palette palette, int columns, String folder) {
  /** The file of {@code location}, as the reader can open it. */
  public String file(Location location) {
    return file(location.file());
  }

  public String file(String name) {
    boolean relative = !name.isEmpty() && !name.startsWith("/") && !name.startsWith("<");
    return relative ? folder + name : name;
  }

  /** {@code file:line:column}. */
  public String place(Location location) {
    return new Location(file(location), location.line(), location.column()).toString();
  }
}
