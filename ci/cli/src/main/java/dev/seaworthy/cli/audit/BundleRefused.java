package dev.seaworthy.cli.audit;

import dev.seaworthy.engine.evidence.Problem;

/** An evidence bundle that is not even taken apart. */
final class BundleRefused extends Exception {
  private final transient Problem problem;

  BundleRefused(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  static BundleRefused tooLarge() {
    return new BundleRefused(
        new Problem(
            "TOO_LARGE",
            "the bundle holds more than %d MiB".formatted(BundleFolder.MAX_BYTES >> 20),
            "check that it is the bundle you mean"));
  }

  Problem problem() {
    return problem;
  }
}
