package dev.seaworthy.engine.policy.runtime;

import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.PreparedPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Evaluates each bundle by the runtime that is fastest for it. */
public final class FastestRuntime implements PolicyRuntime {
  /**
   * A runtime to choose from.
   *
   * @param name {@code plan} or {@code wasm}
   * @param make makes it when it is first needed
   */
  public record Choice(String name, Supplier<PolicyRuntime> make) {}

  private final List<Choice> choices;
  private final Calibration calibration;
  private final Map<String, PolicyRuntime> made = new ConcurrentHashMap<>();

  /**
   * @param choices in the order in which they are tried for a bundle that was not measured
   */
  public FastestRuntime(List<Choice> choices, Calibration calibration) {
    this.choices = List.copyOf(choices);
    this.calibration = calibration;
  }

  @Override
  public String id() {
    return choices.stream()
        .map(Choice::name)
        .collect(Collectors.joining(" or ", "fastest of ", ""));
  }

  @Override
  public PreparedPolicy prepare(PolicyBundle bundle) throws PolicyException {
    PolicyException refused = null;
    for (Choice choice : inOrder(bundle)) {
      try {
        return made.computeIfAbsent(choice.name(), ignored -> choice.make().get()).prepare(bundle);
      } catch (PolicyException e) {
        refused = refused == null ? e : refused;
      }
    }
    if (refused == null) {
      throw new IllegalStateException("there is nothing to choose from");
    }
    throw refused;
  }

  private List<Choice> inOrder(PolicyBundle bundle) {
    Optional<String> fastest = calibration.fastest(bundle.digest());
    List<Choice> order = new ArrayList<>(choices);
    fastest.ifPresent(
        name -> order.sort(Comparator.comparing((Choice choice) -> !choice.name().equals(name))));
    return order;
  }
}
