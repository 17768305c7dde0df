package dev.seaworthy.collectors.document;

import dev.seaworthy.engine.evidence.Problem;

/**
 * Part of a file that could not be read.
 *
 * @param document which document of the file, from 0
 * @param at where in the file; line 0 where it has no lines
 */
public record ReadProblem(Problem problem, int document, Tree.Mark at) {
  static final Tree.Mark NOWHERE = new Tree.Mark(0, 0);

  /** A problem of a file or folder as a whole. */
  public static ReadProblem of(Problem problem) {
    return ofFile(problem);
  }

  static ReadProblem ofFile(Problem problem) {
    return new ReadProblem(problem, 0, NOWHERE);
  }
}
