package dev.seaworthy.engine.policy;

/** A way to execute policies. Implementations are interchangeable: same inputs, same findings. */
public interface PolicyRuntime {
  /** Name and version, as the verdict records it. */
  String id();

  /** Whether every answer is confirmed by two runtimes that are independent of each other. */
  default boolean compares() {
    return false;
  }

  /**
   * Makes a bundle ready to evaluate; costly, done once.
   *
   * @throws PolicyException if this runtime cannot run the bundle
   */
  PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException;
}
