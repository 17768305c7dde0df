package dev.seaworthy.cli.gate;

import java.util.Map;

/**
 * Something that keeps a gate shut.
 *
 * @param what is missing or wrong
 * @param who can supply it: a role
 * @param how they do
 */
public record Want(String what, String who, String how) {
  Map<String, Object> toTree() {
    return Map.of("what", what, "who", who, "how", how);
  }
}
