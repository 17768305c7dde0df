package dev.seaworthy.engine.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.google.common.collect.Lists;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.EvidencePattern;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * Applies a bundle's controls to a snapshot: object-scoped ones once per piece of evidence,
 * snapshot-scoped ones once, all in parallel. The results depend on the arguments alone.
 */
public final class Evaluator {
  /** Enough that starting a call costs nothing beside it, few enough to share among threads. */
  private static final int OBJECTS_PER_CALL = 32;

  /**
   * In one call, a rule that several controls use is evaluated once; two calls share the threads.
   */
  private static final int CONTROLS_PER_CALL = 5;

  private final PolicyRuntime runtime;
  private final ExecutorService workers;

  /**
   * @param workers runs evaluations; their number and order do not change the results
   */
  public Evaluator(PolicyRuntime runtime, ExecutorService workers) {
    this.runtime = runtime;
    this.workers = workers;
  }

  /**
   * Evaluates the controls asked for, in the bundle's order.
   *
   * @throws PolicyException if the bundle cannot be run at all
   */
  public List<ControlResult> evaluate(Evaluation evaluation) throws PolicyException {
    return evaluate(evaluation, new EvidenceValues(evaluation.snapshot().evidence()));
  }

  /**
   * The same, for several evaluations that judge some evidence in common.
   *
   * @param values of all the snapshot's evidence, and maybe of more
   * @throws PolicyException if the bundle cannot be run at all
   */
  public List<ControlResult> evaluate(Evaluation evaluation, EvidenceValues values)
      throws PolicyException {
    PreparedPolicy policy = runtime.prepare(evaluation.bundle());
    List<Control> judging =
        evaluation.controls().stream()
            .filter(control -> excuse(control, evaluation).isEmpty())
            .toList();
    List<Map<String, AnswerReader.Said>> said =
        new PolicyWork(policy, workers)
            .all(calls(new PolicyCalls(policy, evaluation, values), evaluation, judging));
    return PolicyWork.await(
        evaluation.controls().stream()
            .map(control -> workers.submit(() -> result(control, evaluation, values, said)))
            .toList());
  }

  private static List<PolicyWork.Call> calls(
      PolicyCalls policy, Evaluation evaluation, List<Control> judging) {
    List<PolicyWork.Call> calls = new ArrayList<>();
    evaluation.snapshot().evidence().stream()
        .collect(groupingBy(Evidence::kind, TreeMap::new, toList()))
        .forEach(
            (kind, alike) -> {
              Map<String, Control> controls = objectControls(judging, kind);
              if (!controls.isEmpty()) {
                Lists.partition(alike, OBJECTS_PER_CALL)
                    .forEach(
                        some ->
                            calls.add(
                                new PolicyWork.Call(
                                    controls, () -> policy.objects(some, controls))));
              }
            });
    for (List<Control> alike : snapshotControls(judging, evaluation.snapshot())) {
      Sight sight = Sight.of(alike);
      List<Evidence> evidence = sight.in(evaluation.snapshot());
      if (!evidence.isEmpty()) {
        Map<String, Control> controls = byEntrypoint(alike.stream());
        calls.add(
            new PolicyWork.Call(
                controls, () -> policy.snapshot(sight.kinds(), evidence, controls)));
      }
    }
    return calls;
  }

  private static Map<String, Control> objectControls(List<Control> controls, String kind) {
    return byEntrypoint(
        controls.stream()
            .filter(control -> control.scope() == Scope.OBJECT)
            .filter(control -> control.kinds().anyMatch(kind::equals)));
  }

  /**
   * Snapshot-scoped controls that are asked together. They share an input of all that one of them
   * may see, unless objects of some kinds are missing: then a control that does not declare these
   * kinds is trusted to do without, so it is given exactly what it declares.
   */
  private static List<List<Control>> snapshotControls(List<Control> controls, Snapshot snapshot) {
    boolean exactly =
        snapshot.gaps().stream()
            .anyMatch(gap -> gap.affects().stream().anyMatch(EvidencePattern::isNarrow));
    return controls.stream()
        .filter(control -> control.scope() == Scope.SNAPSHOT)
        .collect(
            groupingBy(
                control ->
                    control
                        .kinds()
                        .map(pattern -> exactly ? pattern : EvidencePattern.kindIn(pattern))
                        .collect(toCollection(TreeSet::new)),
                LinkedHashMap::new,
                toList()))
        .values()
        .stream()
        .flatMap(alike -> Lists.partition(alike, CONTROLS_PER_CALL).stream())
        .toList();
  }

  private static Map<String, Control> byEntrypoint(Stream<Control> controls) {
    return controls.collect(
        toMap(Control::entrypoint, control -> control, (one, other) -> one, LinkedHashMap::new));
  }

  private static ControlResult result(
      Control control,
      Evaluation evaluation,
      EvidenceValues values,
      List<Map<String, AnswerReader.Said>> said) {
    String bundle = evaluation.bundle().name();
    Optional<NotApplicable> excuse = excuse(control, evaluation);
    if (excuse.isPresent()) {
      return new ControlResult(bundle, control, new Outcome.Excused(excuse.get()), 0);
    }
    ControlTally tally = new ControlTally(control, values);
    said.stream()
        .map(call -> call.get(control.entrypoint()))
        .filter(Objects::nonNull)
        .forEach(tally::add);
    tally.addGaps(evaluation.snapshot().gaps());
    missing(control, evaluation).forEach(tally::addDoubt);
    return new ControlResult(
        bundle,
        control,
        tally.outcome(evaluation.waivers(), evaluation.now()),
        Sight.of(List.of(control)).in(evaluation.snapshot()).size());
  }

  private static Optional<NotApplicable> excuse(Control control, Evaluation evaluation) {
    return evaluation.notApplicable().stream()
        .filter(declared -> declared.control().equals(control.id()))
        .findFirst();
  }

  private static List<Doubt> missing(Control control, Evaluation evaluation) {
    return control.needs().stream()
        .filter(kind -> !evaluation.snapshot().has(kind))
        .map(kind -> Doubt.of(noEvidence(control, kind)))
        .toList();
  }

  private static Problem noEvidence(Control control, String kind) {
    return new Problem(
        "NO_EVIDENCE",
        "control `%s` needs `%s` evidence and there is none".formatted(control.id(), kind),
        "add the files that hold it, or declare the control not applicable in release.yaml");
  }
}
