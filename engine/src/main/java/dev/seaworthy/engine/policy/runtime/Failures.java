package dev.seaworthy.engine.policy.runtime;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.PreparedPolicy;
import dev.seaworthy.engine.rego.RegoException;

/** Says to people why an evaluation has no answer. */
final class Failures {
  private Failures() {}

  static Problem problem(RegoException e) {
    String message = e.getMessage().lines().findFirst().orElse("no reason given");
    return switch (e.kind()) {
      case TIMEOUT ->
          new Problem(
              "POLICY_TIMEOUT", message, "simplify the policy, or narrow the evidence it reads");
      case MEMORY ->
          new Problem(
              PreparedPolicy.MEMORY,
              message,
              "simplify the policy, or narrow the evidence it reads");
      case STACK ->
          new Problem(
              "POLICY_STACK",
              message,
              "simplify the policy, or the nesting of the evidence it reads");
      case MODULE, CONFLICT, TYPE, BUILTIN, INTERNAL -> broken(message);
    };
  }

  static Problem undefined() {
    return broken("the rule has no value");
  }

  private static Problem broken(String why) {
    return new Problem(
        "POLICY_FAILED",
        "the policy broke off: " + why,
        "report it to the bundle's authors with the evidence that breaks it");
  }

  static Problem disagreement(String first, String second, Digest input) {
    return new Problem(
        BothRuntimes.DISAGREEMENT,
        "the runtimes `%s` and `%s` give different results on the input with digest %s"
            .formatted(first, second, input),
        "do not trust either; report it with the bundle and the evidence");
  }
}
