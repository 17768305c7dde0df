package dev.seaworthy.admission;

import com.google.common.util.concurrent.MoreExecutors;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Evaluation;
import dev.seaworthy.engine.policy.Evaluator;
import dev.seaworthy.engine.policy.ParameterValues;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Judges one object by the controls that need nothing but that object. */
final class ObjectJudge {
  private static final Map<String, Object> NO_RELEASE =
      Map.of("name", "", "version", "", "digest", "", "environment", "", "architecture", List.of());

  private final List<PolicyBundle> bundles;
  private final KubernetesCollector collector;
  private final Evaluator evaluator;

  ObjectJudge(PolicyRuntime runtime, List<PolicyBundle> bundles, KubernetesCollector collector) {
    this.bundles = List.copyOf(bundles);
    this.collector = collector;
    // Requests run beside each other; one request's controls run one after the other.
    this.evaluator = new Evaluator(runtime, MoreExecutors.newDirectExecutorService());
  }

  /**
   * What came of one object.
   *
   * @param results of the controls that were judged, in id order
   * @param notJudged ids of the controls that look at this kind of object and need more than one
   */
  record Judgement(List<ControlResult> results, List<String> notJudged) {}

  List<PolicyBundle> bundles() {
    return bundles;
  }

  Judgement judge(CanonicalJson object, Instant now) throws PolicyException {
    Snapshot snapshot = ObjectEvidence.of(object, collector);
    ParameterValues parameters = ParameterValues.of(bundles, Map.of());
    List<ControlResult> results = new ArrayList<>();
    TreeSet<String> notJudged = new TreeSet<>();
    for (PolicyBundle bundle : bundles) {
      List<Control> concerned =
          bundle.controls().stream().filter(control -> concerns(control, snapshot)).toList();
      List<Control> judged = concerned.stream().filter(one -> suffices(one, snapshot)).toList();
      concerned.stream()
          .filter(one -> !judged.contains(one))
          .map(Control::id)
          .forEach(notJudged::add);
      if (!judged.isEmpty()) {
        results.addAll(
            evaluator.evaluate(
                new Evaluation(
                    bundle,
                    judged,
                    snapshot,
                    parameters.of(bundle),
                    NO_RELEASE,
                    now,
                    List.of(),
                    List.of())));
      }
    }
    results.sort(Comparator.comparing(result -> result.control().id()));
    return new Judgement(List.copyOf(results), List.copyOf(notJudged));
  }

  /** Whether the control looks at what is there, or at what a gap may hide. */
  private static boolean concerns(Control control, Snapshot snapshot) {
    return control
        .kinds()
        .anyMatch(
            kind ->
                kind.startsWith(KubernetesCollector.NAME + "/")
                    && (snapshot.has(kind)
                        || snapshot.gaps().stream().anyMatch(gap -> gap.mayHide(kind))));
  }

  private static boolean suffices(Control control, Snapshot snapshot) {
    return control.scope() == Scope.OBJECT
        && (snapshot.evidence().isEmpty() || control.needs().stream().allMatch(snapshot::has));
  }
}
