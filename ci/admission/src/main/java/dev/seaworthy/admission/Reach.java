package dev.seaworthy.admission;

import java.util.Locale;

/** Among which of a cluster's objects one of a name space is judged. */
public enum Reach {
  /** Those of the same name space, and those outside any. */
  NAMESPACE,
  /** All of them. */
  CLUSTER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
