package dev.seaworthy.engine.rego;

/** A way to run compiled Rego. Implementations are interchangeable: same input, same value. */
public interface RegoRuntime {
  /** Name and version, as a verdict records it: {@code plan (seaworthy 0.1.0)}. */
  String id();

  /**
   * Makes a module ready to run; costly, done once.
   *
   * @throws RegoException if this runtime cannot run all of the module
   */
  Program load(RegoModule module);
}
