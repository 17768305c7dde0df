package dev.seaworthy.engine.evidence;

import java.util.Map;

/**
 * Something expected that went wrong, said to a person.
 *
 * @param code a stable name that machines may match, like {@code NOT_YAML}; never changes meaning
 * @param message what is wrong: lower case, no full stop, user input in backticks, one line
 * @param fix how to mend it, in the imperative
 */
public record Problem(String code, String message, String fix) {
  public Problem {
    if (code.isBlank() || message.isBlank() || fix.isBlank()) {
      throw new IllegalArgumentException("a problem says what, and how to mend it");
    }
    if (message.contains("\n")) {
      throw new IllegalArgumentException("a problem's message is one line");
    }
  }

  /** The problem as a tree for JSON. */
  public Map<String, Object> toTree() {
    return Map.of("code", code, "message", message, "fix", fix);
  }
}
