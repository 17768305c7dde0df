package dev.seaworthy.engine.policy;

import java.util.Map;

/** The release's declaration that a control does not apply to it. */
public record NotApplicable(String control, String reason, String owner) {
  public NotApplicable {
    if (control.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("a declaration names its control and its reason");
    }
  }

  public Map<String, Object> toTree() {
    return Map.of("control", control, "reason", reason, "owner", owner);
  }
}
