package dev.seaworthy.engine.policy.wasm;

import com.dylibso.chicory.wasm.ChicoryException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.json.StrictJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Limits;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PreparedPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A compiled policy and its idle instances; as many live as threads have used at once. */
final class WasmPolicy implements PreparedPolicy {
  private final Supplier<WasmInstance> starter;
  private final Limits limits;
  private final ConcurrentLinkedQueue<WasmInstance> idle = new ConcurrentLinkedQueue<>();

  WasmPolicy(Supplier<WasmInstance> starter, Limits limits) {
    this.starter = starter;
    this.limits = limits;
  }

  /** Refuses a bundle whose controls could not all be evaluated. */
  void requireRunnable(PolicyBundle bundle) throws PolicyException {
    WasmInstance instance = start(bundle);
    Map<String, Integer> missing = instance.hostBuiltins();
    if (!missing.isEmpty()) {
      throw new PolicyException(
          "WASM_BUILTIN",
          "bundle `%s` calls builtins that are not provided: %s"
              .formatted(bundle.name(), String.join(", ", missing.keySet())),
          "use builtins that OPA compiles into WebAssembly; see docs/reference/bundle.md");
    }
    for (Control control : bundle.controls()) {
      if (!instance.entrypoints().containsKey(control.entrypoint())) {
        throw new PolicyException(
            "WASM_ENTRYPOINT",
            "bundle `%s` has no rule `%s` for control `%s`"
                .formatted(bundle.name(), control.entrypoint(), control.id()),
            "build it again with `seaworthy policy build`");
      }
    }
    idle.add(instance);
  }

  private WasmInstance start(PolicyBundle bundle) throws PolicyException {
    try {
      return starter.get();
    } catch (WasmInstance.PolicyAbort e) {
      throw new PolicyException(
          "WASM_START",
          "the policy of bundle `%s` does not start: %s".formatted(bundle.name(), e.getMessage()),
          "build it again with `seaworthy policy build`");
    }
  }

  @Override
  public Map<String, Answer> evaluate(List<String> entrypoints, CanonicalJson input) {
    Map<String, Answer> answers = new TreeMap<>();
    @Nullable WasmInstance ready = null;
    for (String entrypoint : entrypoints) {
      Use use = evaluateOne(ready, entrypoint, input);
      answers.put(entrypoint, use.answer());
      ready = use.instance();
    }
    if (ready != null) {
      idle.add(ready);
    }
    return answers;
  }

  /** An answer, and the instance that still holds the input; none after a failure. */
  private record Use(Answer answer, @Nullable WasmInstance instance) {}

  private Use evaluateOne(@Nullable WasmInstance ready, String entrypoint, CanonicalJson input) {
    try (Deadline deadline = new Deadline(limits.time())) {
      try {
        WasmInstance instance = ready == null ? withInput(input) : ready;
        int number = instance.entrypoints().getOrDefault(entrypoint, -1);
        if (number < 0) {
          throw new WasmInstance.PolicyAbort("there is no rule `" + entrypoint + "`");
        }
        return new Use(new Answer.Value(value(instance.evaluate(number))), instance);
      } catch (ChicoryException | WasmInstance.PolicyAbort | NotCanonicalException e) {
        return new Use(new Answer.Failed(problem(deadline, e)), null);
      } catch (StackOverflowError e) {
        return new Use(new Answer.Failed(tooDeep()), null);
      } catch (OutOfMemoryError e) {
        return new Use(new Answer.Failed(tooLarge("the program's own memory is used up")), null);
      }
    }
  }

  private WasmInstance withInput(CanonicalJson input) {
    WasmInstance pooled = idle.poll();
    WasmInstance instance = pooled == null ? starter.get() : pooled;
    instance.input(input);
    return instance;
  }

  /** OPA wraps a value in a set of results: {@code [{"result": value}]}, empty when undefined. */
  private static CanonicalJson value(byte[] resultSet) {
    JsonNode results = StrictJson.parse(resultSet);
    if (results.size() != 1 || !results.get(0).has("result")) {
      throw new WasmInstance.PolicyAbort("the rule has no value");
    }
    return CanonicalJson.of(results.get(0).get("result"));
  }

  private Problem problem(Deadline deadline, RuntimeException e) {
    if (deadline.passed()) {
      return new Problem(
          "POLICY_TIMEOUT",
          "the policy did not finish within %d ms".formatted(limits.time().toMillis()),
          "simplify the policy, or narrow the evidence it reads");
    }
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    return reason.contains("opa_malloc")
        ? tooLarge("the policy used more than %d MiB".formatted(limits.memoryPages() / 16))
        : new Problem(
            "POLICY_FAILED",
            "the policy broke off: " + reason,
            "report it to the bundle's authors with the evidence that breaks it");
  }

  private static Problem tooDeep() {
    return new Problem(
        "POLICY_STACK",
        "the policy recursed deeper than the stack allows",
        "simplify the policy, or the nesting of the evidence it reads");
  }

  private static Problem tooLarge(String message) {
    return new Problem(
        "POLICY_MEMORY", message, "simplify the policy, or narrow the evidence it reads");
  }
}
