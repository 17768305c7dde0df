package dev.seaworthy.engine.rego;

import java.util.Set;

/** A module made ready to run. Safe for use by many threads. */
public interface Program {
  /** Paths of the rules that can be evaluated: {@code seaworthy/kubernetes/k8s_09/findings}. */
  Set<String> entrypoints();

  /** A session for the calling thread. */
  Session open();

  /** Lets go of memory that is kept for sessions to come. */
  default void release() {}
}
