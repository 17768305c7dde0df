package dev.seaworthy.engine.rego;

/**
 * A policy that cannot be loaded, or an evaluation that ended without an answer. The message is for
 * people: lower case, one line, no class names.
 */
public final class RegoException extends RuntimeException {
  /** What went wrong. */
  public enum Kind {
    /** The module is damaged, of another ABI, or needs what is not provided. */
    MODULE,
    /** Time ran out, or the evaluation was interrupted. */
    TIMEOUT,
    /** More memory was asked for than is allowed. */
    MEMORY,
    /** Calls or values are nested deeper than the stack allows. */
    STACK,
    /** A rule has two values at once: OPA's {@code eval_conflict_error}. */
    CONFLICT,
    /** A builtin was given a value of a type it does not take: {@code eval_type_error}. */
    TYPE,
    /** A builtin could not do its work: {@code eval_builtin_error}. */
    BUILTIN,
    /** Anything else that a policy broke off with: {@code eval_internal_error}. */
    INTERNAL
  }

  private final Kind kind;
  private final String message;

  public RegoException(Kind kind, String message) {
    // Thrown for each builtin that fails: without a stack trace it costs next to nothing.
    super(message, null, false, false);
    this.kind = kind;
    this.message = message;
  }

  /** A builtin could not do its work. */
  public static RegoException failed(String message) {
    return new RegoException(Kind.BUILTIN, message);
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** Whether the call that failed is merely undefined, as long as errors are not strict. */
  public boolean isUndefined() {
    return kind == Kind.TYPE || kind == Kind.BUILTIN;
  }
}
