package dev.seaworthy.admission.cel;

import dev.seaworthy.admission.Modes;
import dev.seaworthy.admission.Question;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ParameterValues;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Says controls in CEL, as far as CEL can: ValidatingAdmissionPolicies that an API server judges by
 * itself, as defence in depth while no webhook answers. What is said was proven equal to the
 * control's own rules, and of no other rules it is said.
 */
public final class AdmissionPolicies {
  /** Tells of the controls of a bundle what only their archive and a runtime know. */
  public interface Insight {
    /** The digest of the code behind a control. */
    Digest rules(PolicyBundle bundle, Control control) throws PolicyException;

    /** Why the control cannot judge any object by the parameters there are; empty where it can. */
    Optional<String> doubt(Control control) throws PolicyException;
  }

  private final ParameterValues parameters;
  private final Modes modes;
  private final List<String> spared;
  private final Insight insight;

  /**
   * @param spared name spaces of which nothing is judged
   */
  public AdmissionPolicies(
      ParameterValues parameters, Modes modes, List<String> spared, Insight insight) {
    this.parameters = parameters;
    this.modes = modes;
    this.spared = List.copyOf(spared);
    this.insight = insight;
  }

  /** What becomes of one control. */
  public Saying of(PolicyBundle bundle, Control control) throws PolicyException {
    if (Question.of(control) != Question.OBJECT) {
      return new Saying.LeftOut(control, needs(control));
    }
    Optional<CelControl> found = CelCatalogue.find(control.id());
    if (found.isEmpty()) {
      return new Saying.LeftOut(control, "nobody has written it in CEL");
    }
    CelControl said = found.get();
    if (!said.rules().equals(insight.rules(bundle, control)) || !isWhole(said, control)) {
      return new Saying.LeftOut(
          control,
          "%s %s has other rules than those that its CEL was proven equal to"
              .formatted(bundle.name(), bundle.version()));
    }
    Optional<String> doubt = insight.doubt(control);
    return doubt.isPresent()
        ? new Saying.LeftOut(control, "by these parameters it is unknown: " + doubt.get())
        : new Saying.Said(bundle, control, objects(bundle, control, said));
  }

  private static String needs(Control control) {
    return Question.of(control) == Question.SURROUNDINGS
        ? "judged among other objects, and CEL sees one"
        : "judged by evidence that no object of a request holds";
  }

  /** Half a control would be taken for the whole. */
  private static boolean isWhole(CelControl said, Control control) {
    TreeSet<String> rules = new TreeSet<>(said.said());
    rules.addAll(said.leftOut().keySet());
    return rules.equals(control.rules().keySet());
  }

  private List<Map<String, Object>> objects(PolicyBundle bundle, Control control, CelControl said) {
    PolicyBindings bindings = new PolicyBindings(modes);
    List<Map<String, Object>> objects = new ArrayList<>();
    for (PodPlace place : PodPlace.values()) {
      PolicyObject policy =
          new PolicyObject(bundle, control, said, place, parameters.of(bundle), spared);
      objects.add(policy.tree());
      objects.addAll(bindings.of(policy));
    }
    return objects;
  }
}
