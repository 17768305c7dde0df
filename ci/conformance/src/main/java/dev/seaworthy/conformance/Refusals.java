package dev.seaworthy.conformance;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Builtins;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says why something was not run, in words that can be counted. */
final class Refusals {
  private static final String BUILTIN = "builtin ";

  private Refusals() {}

  /** The builtin that is missing, or else the runtime's own words. */
  static String reason(Question question, RuntimeException e) {
    List<String> missing =
        question.builtins().stream().filter(name -> Builtins.find(name).isEmpty()).toList();
    String message = String.valueOf(e.getMessage());
    Set<String> words = new HashSet<>(List.of(message.split("[ ,:`]+", -1)));
    return missing.stream()
        .filter(words::contains)
        .findFirst()
        .map(name -> BUILTIN + name)
        .orElse(message);
  }

  /** OPA's code for an evaluation that broke off. */
  static String code(RegoException e) {
    return switch (e.kind()) {
      case CONFLICT -> "eval_conflict_error";
      case TYPE -> "eval_type_error";
      case BUILTIN -> "eval_builtin_error";
      case INTERNAL -> "eval_internal_error";
      case TIMEOUT -> "eval_cancel_error";
      case MODULE, MEMORY, STACK -> "none of OPA's";
    };
  }
}
