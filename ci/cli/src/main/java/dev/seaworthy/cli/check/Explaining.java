package dev.seaworthy.cli.check;

import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlExplainer;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Evaluation;
import dev.seaworthy.engine.policy.Explanation;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.rego.Explainable;
import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains what a verdict says of one control. */
public final class Explaining {
  private final Verdict verdict;
  private final List<PolicyBundle> bundles;
  private final Map<String, Explainable> programs = new HashMap<>();

  /**
   * @param bundles that the verdict was judged by
   */
  public Explaining(Verdict verdict, List<PolicyBundle> bundles) {
    this.verdict = verdict;
    this.bundles = List.copyOf(bundles);
  }

  /**
   * Explains.
   *
   * @return one explanation for each bundle that has such a control
   * @throws PolicyException if no bundle of the verdict does, or one cannot be run
   */
  public List<Explanation> of(String id) throws PolicyException {
    List<Explanation> explanations = new ArrayList<>();
    for (ControlResult result : verdict.results()) {
      if (result.control().id().equals(id)) {
        explanations.add(explained(result));
      }
    }
    if (explanations.isEmpty()) {
      throw new PolicyException(
          "NOT_JUDGED",
          "the verdict does not judge control `%s`".formatted(id),
          "name one of the controls that it lists");
    }
    return explanations;
  }

  /**
   * Explains the first finding of a control alone; see {@link ControlExplainer#first}.
   *
   * @return nothing, too, where its bundle cannot be run by what explains, such as one without plan
   */
  Optional<Explanation.Reason> first(ControlResult result, long bytes) {
    try {
      return explainer(result).first(result, bytes);
    } catch (PolicyException e) {
      return Optional.empty();
    }
  }

  private Explanation explained(ControlResult result) throws PolicyException {
    return explainer(result).explain(result);
  }

  private ControlExplainer explainer(ControlResult result) throws PolicyException {
    PolicyBundle bundle =
        bundles.stream()
            .filter(one -> one.name().equals(result.bundle()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("a result names its bundle"));
    Control control = result.control();
    return new ControlExplainer(program(bundle), evaluation(bundle, control), control);
  }

  private Explainable program(PolicyBundle bundle) throws PolicyException {
    Explainable known = programs.get(bundle.name());
    if (known != null) {
      return known;
    }
    try {
      Explainable program = Runtimes.explaining().load(bundle.module());
      programs.put(bundle.name(), program);
      return program;
    } catch (RegoException e) {
      throw new PolicyException(
          "POLICY_INVALID",
          "bundle `%s` cannot be explained: %s".formatted(bundle.name(), e.getMessage()),
          "build it again with `seaworthy policy build`");
    }
  }

  private Evaluation evaluation(PolicyBundle bundle, Control control) {
    return new Evaluation(
        bundle,
        List.of(control),
        verdict.snapshot(),
        CanonicalJson.of(verdict.parameters().node().path(bundle.name())),
        verdict.release().toPolicyInput(),
        verdict.evaluatedAt(),
        verdict.release().waivers(),
        verdict.release().notApplicable());
  }
}
