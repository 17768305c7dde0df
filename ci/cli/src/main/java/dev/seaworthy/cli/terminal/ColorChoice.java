package dev.seaworthy.cli.terminal;

import java.util.Map;

/** When to colour output. */
public enum ColorChoice {
  ALWAYS,
  AUTO,
  NEVER;

  /**
   * The palette to use. {@code NO_COLOR}, set to anything, turns {@link #AUTO} off (no-color.org).
   */
  public Palette palette(boolean terminal, Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> Palette.ANSI;
      case NEVER -> Palette.PLAIN;
      case AUTO -> terminal && !quenched(environment) ? Palette.ANSI : Palette.PLAIN;
    };
  }

  private static boolean quenched(Map<String, String> environment) {
    return !environment.getOrDefault("NO_COLOR", "").isEmpty()
        || environment.getOrDefault("TERM", "").equals("dumb");
  }
}
