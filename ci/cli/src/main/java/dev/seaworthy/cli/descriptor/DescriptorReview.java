package dev.seaworthy.cli.descriptor;

import dev.seaworthy.cli.descriptor.Descriptor.Placed;
import dev.seaworthy.collectors.document.Tree.Mark;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.Parameter;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.Waiver;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what a descriptor names with what the bundles it is judged by declare. */
public final class DescriptorReview {
  private final Map<String, Control> controls = new TreeMap<>();
  private final Set<String> parameters;
  private final Diagnostics diagnostics;

  public DescriptorReview(Collection<PolicyBundle> bundles, Diagnostics diagnostics) {
    bundles.forEach(bundle -> bundle.controls().forEach(one -> controls.put(one.id(), one)));
    this.parameters =
        bundles.stream()
            .flatMap(bundle -> bundle.parameters().stream())
            .map(Parameter::name)
            .collect(Collectors.toSet());
    this.diagnostics = diagnostics;
  }

  /**
   * Reports what does not fit.
   *
   * @param now the time the release is judged as of
   */
  public void review(Descriptor descriptor, Instant now) {
    descriptor.parameters().forEach((name, value) -> parameter(name, value.at()));
    descriptor.waivers().forEach(waiver -> waiver(waiver, now));
    descriptor.notApplicable().forEach(one -> control(one.value().control(), one.at()));
  }

  private void parameter(String name, Mark at) {
    if (!parameters.contains(name)) {
      diagnostics.error(
          at,
          "UNKNOWN_PARAMETER",
          "no bundle of this release has a parameter `%s`".formatted(name),
          Suggestion.fix(name, parameters));
    }
  }

  private void waiver(Placed<Waiver> placed, Instant now) {
    Waiver waiver = placed.value();
    control(waiver.control(), placed.at());
    Control control = controls.get(waiver.control());
    if (control != null
        && !waiver.rule().isEmpty()
        && !control.rules().containsKey(waiver.rule())) {
      diagnostics.error(
          placed.at(),
          "UNKNOWN_RULE",
          "control `%s` has no rule `%s`".formatted(control.id(), waiver.rule()),
          Suggestion.fix(waiver.rule(), control.rules().keySet()));
    }
    if (!waiver.holdsAt(now)) {
      diagnostics.warning(
          placed.at(),
          "WAIVER_EXPIRED",
          "the waiver of `%s` by `%s` expired at %s and no longer holds"
              .formatted(waiver.control(), waiver.owner(), waiver.expires()),
          "mend what it covered and remove it, or have it renewed");
    }
  }

  private void control(String id, Mark at) {
    if (!controls.containsKey(id)) {
      diagnostics.error(
          at,
          "UNKNOWN_CONTROL",
          "no bundle of this release has a control `%s`".formatted(id),
          Suggestion.fix(id, controls.keySet()));
    }
  }
}
