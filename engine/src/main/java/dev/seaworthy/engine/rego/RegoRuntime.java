package dev.seaworthy.engine.rego;

/** A way to run compiled Rego. Implementations are interchangeable: same input, same value. */
public interface RegoRuntime {
  /** Its name, with a version where it has one of its own: {@code wasm (chicory 1.7.5)}. */
  String id();

  /**
   * Makes a module ready to run; costly, done once.
   *
   * @throws RegoException if this runtime cannot run all of the module
   */
  Program load(RegoModule module);
}
