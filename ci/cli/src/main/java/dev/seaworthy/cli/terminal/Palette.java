package dev.seaworthy.cli.terminal;

import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Status;

/** Colours of a terminal, or none. */
public enum Palette {
  PLAIN,
  ANSI;

  private static final String RESET = "\u001b[0m";

  public String bold(String text) {
    return style("1", text);
  }

  public String faint(String text) {
    return style("2", text);
  }

  /** A line that a change brings. */
  public String added(String text) {
    return style("32", text);
  }

  /** A line that a change takes away. */
  public String removed(String text) {
    return style("31", text);
  }

  public String status(Status status, String text) {
    return style(
        switch (status) {
          case PASS -> "32";
          case FAIL -> "1;31";
          case UNKNOWN -> "1;33";
          case WAIVED -> "36";
          case NOT_APPLICABLE -> "2";
        },
        text);
  }

  public String severity(Severity severity, String text) {
    return style(
        switch (severity) {
          case CRITICAL -> "1;31";
          case HIGH -> "31";
          case MEDIUM -> "33";
          case LOW -> "36";
        },
        text);
  }

  private String style(String code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + RESET;
  }
}
