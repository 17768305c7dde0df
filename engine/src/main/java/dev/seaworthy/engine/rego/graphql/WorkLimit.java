package dev.seaworthy.engine.rego.graphql;

import dev.seaworthy.engine.rego.RegoException;

/** What work on a document may take of time, and how deep it may go. For one thread. */
public final class WorkLimit {
  /** As deep as documents are read; fragments count as if they stood where they are spread. */
  static final int MAX_DEPTH = 500;

  private final Runnable step;
  private int depth;

  /**
   * @param step is run for each piece of work, and throws to end it
   */
  public WorkLimit(Runnable step) {
    this.step = step;
  }

  /** Counts a piece of work. */
  public void step() {
    step.run();
  }

  /**
   * Counts a piece of work, and does it one level deeper.
   *
   * @throws RegoException of kind STACK if that is too deep
   */
  public void deeper(Runnable work) {
    step();
    if (depth == MAX_DEPTH) {
      throw tooDeep();
    }
    depth++;
    try {
      work.run();
    } finally {
      depth--;
    }
  }

  /** A document is neither valid nor invalid when it is too deep to be looked at. */
  static RegoException tooDeep() {
    return new RegoException(
        RegoException.Kind.STACK,
        "nested too deeply: GraphQL may have %d levels".formatted(MAX_DEPTH));
  }
}
