package dev.seaworthy.engine.rego.wasm;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Builtin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The builtins that a module asks its host for, by the module's numbers for them. */
final class HostBuiltins {
  private final Map<Integer, Builtin> byNumber = new HashMap<>();

  /**
   * @param finder of builtins by name
   * @param numbers what the module's {@code builtins} lists
   * @throws RegoException if there is one that is not provided
   */
  HostBuiltins(Function<String, Optional<Builtin>> finder, Map<String, Integer> numbers) {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, Integer> one : new TreeMap<>(numbers).entrySet()) {
      finder
          .apply(one.getKey())
          .ifPresentOrElse(
              builtin -> byNumber.put(one.getValue(), builtin), () -> missing.add(one.getKey()));
    }
    if (!missing.isEmpty()) {
      throw new RegoException(
          RegoException.Kind.MODULE,
          "it calls builtins that are not provided: " + String.join(", ", missing));
    }
    for (Lift lift : Lift.values()) {
      finder.apply(lift.builtin()).ifPresent(builtin -> byNumber.put(lift.number(), builtin));
    }
  }

  @Nullable Builtin find(int number) {
    return byNumber.get(number);
  }
}
