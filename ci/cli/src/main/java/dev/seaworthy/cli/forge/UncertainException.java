package dev.seaworthy.cli.forge;

import dev.seaworthy.cli.ConfigurationException;

/** Nobody can tell whether a forge did what it was asked to. */
final class UncertainException extends Exception {
  private final transient ConfigurationException problem;

  UncertainException(ConfigurationException problem) {
    super(problem.getMessage());
    this.problem = problem;
  }

  /** What to tell the user, if looking again does not help. */
  ConfigurationException problem() {
    return problem;
  }
}
