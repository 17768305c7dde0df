package dev.seaworthy.collectors.postgresql;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Modes of locks on tables that keep others waiting, the gravest last. Those of mere reading and
 * writing rows are left out.
 */
public enum LockMode {
  SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
  SHARE("ShareLock"),
  SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
  EXCLUSIVE("ExclusiveLock"),
  ACCESS_EXCLUSIVE("AccessExclusiveLock");

  private final String server;

  LockMode(String server) {
    this.server = server;
  }

  /** As SQL and our records write it: {@code ACCESS EXCLUSIVE}. */
  public String words() {
    return name().replace('_', ' ');
  }

  static Optional<LockMode> of(String server) {
    return Stream.of(values()).filter(mode -> mode.server.equals(server)).findFirst();
  }
}
