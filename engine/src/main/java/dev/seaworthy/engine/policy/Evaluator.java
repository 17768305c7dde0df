package dev.seaworthy.engine.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.google.common.collect.Lists;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.rego.Input;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Applies a bundle's controls to a snapshot: object-scoped ones once per piece of evidence, in
 * parallel; snapshot-scoped ones once. The results depend on the arguments alone.
 */
public final class Evaluator {
  /** Enough that starting a call costs nothing beside it, few enough to share among threads. */
  private static final int OBJECTS_PER_CALL = 32;

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
    PreparedPolicy policy = runtime.prepare(evaluation.bundle());
    Map<Control, List<Evidence>> judged = new LinkedHashMap<>();
    Map<Control, ControlTally> tallies = new LinkedHashMap<>();
    for (Control control : evaluation.controls()) {
      if (excuse(control, evaluation).isEmpty()) {
        judged.put(control, visible(control.kinds().toList(), evaluation));
        tallies.put(control, new ControlTally(control));
      }
    }
    collect(submit(policy, evaluation, judged), tallies);
    return evaluation.controls().stream()
        .map(control -> result(control, evaluation, judged, tallies))
        .toList();
  }

  /**
   * Evaluations under way in one call.
   *
   * @param objects what object-scoped controls judge, one after the other; empty for those of the
   *     whole snapshot
   * @param numbered the evidence that findings of the whole snapshot name by its place
   */
  private record Pending(
      List<Evidence> objects,
      List<Evidence> numbered,
      Map<String, Control> byEntrypoint,
      Future<List<Map<String, PreparedPolicy.Answer>>> answers) {
    Optional<Evidence> object(int position) {
      return objects.isEmpty() ? Optional.empty() : Optional.of(objects.get(position));
    }
  }

  private List<Pending> submit(
      PreparedPolicy policy, Evaluation evaluation, Map<Control, List<Evidence>> judged) {
    Inputs inputs = new Inputs(evaluation);
    List<Pending> pending = new ArrayList<>();
    snapshotControls(judged)
        .forEach(
            (kinds, controls) -> {
              List<Evidence> evidence = visible(kinds, evaluation);
              pending.add(
                  start(
                      policy,
                      List.of(),
                      evidence,
                      controls,
                      List.of(() -> inputs.snapshot(kinds, evidence))));
            });
    evaluation.snapshot().evidence().stream()
        .collect(groupingBy(Evidence::kind, TreeMap::new, toList()))
        .forEach(
            (kind, alike) ->
                pending.addAll(
                    calls(policy, inputs, alike, objectControls(judged.keySet(), kind))));
    return pending;
  }

  /** Calls for objects of one kind; none if no control judges it. */
  private List<Pending> calls(
      PreparedPolicy policy, Inputs inputs, List<Evidence> alike, Map<String, Control> controls) {
    List<Pending> calls = new ArrayList<>();
    if (!controls.isEmpty()) {
      for (List<Evidence> objects : Lists.partition(alike, OBJECTS_PER_CALL)) {
        List<Supplier<Input>> each = new ArrayList<>();
        objects.forEach(object -> each.add(() -> inputs.object(object)));
        calls.add(start(policy, objects, List.of(), controls, each));
      }
    }
    return calls;
  }

  /** Snapshot-scoped controls that see the same input, by the kinds it holds. */
  private static Map<Set<String>, Map<String, Control>> snapshotControls(
      Map<Control, List<Evidence>> judged) {
    Map<Set<String>, Map<String, Control>> groups = new LinkedHashMap<>();
    judged.forEach(
        (control, evidence) -> {
          if (control.scope() == Scope.SNAPSHOT && !evidence.isEmpty()) {
            Set<String> kinds = control.kinds().collect(toCollection(TreeSet::new));
            groups
                .computeIfAbsent(kinds, ignored -> new LinkedHashMap<>())
                .put(control.entrypoint(), control);
          }
        });
    return groups;
  }

  private static Map<String, Control> objectControls(Set<Control> controls, String kind) {
    return controls.stream()
        .filter(control -> control.scope() == Scope.OBJECT)
        .filter(control -> control.kinds().anyMatch(kind::equals))
        .collect(toMap(Control::entrypoint, control -> control));
  }

  private Pending start(
      PreparedPolicy policy,
      List<Evidence> objects,
      List<Evidence> numbered,
      Map<String, Control> controls,
      List<Supplier<Input>> inputs) {
    List<String> entrypoints = List.copyOf(controls.keySet());
    return new Pending(
        objects, numbered, controls, workers.submit(() -> policy.evaluateAll(entrypoints, inputs)));
  }

  private static void collect(List<Pending> pending, Map<Control, ControlTally> tallies) {
    for (Pending call : pending) {
      List<Map<String, PreparedPolicy.Answer>> answers = await(call.answers());
      for (int i = 0; i < answers.size(); i++) {
        collect(call, call.object(i), answers.get(i), tallies);
      }
    }
  }

  private static void collect(
      Pending call,
      Optional<Evidence> object,
      Map<String, PreparedPolicy.Answer> answers,
      Map<Control, ControlTally> tallies) {
    call.byEntrypoint()
        .forEach(
            (entrypoint, control) -> {
              ControlTally tally = tallies.get(control);
              PreparedPolicy.Answer answer = answers.get(entrypoint);
              if (tally != null && answer != null) {
                tally.add(answer, object, call.numbered());
              }
            });
  }

  private static List<Map<String, PreparedPolicy.Answer>> await(
      Future<List<Map<String, PreparedPolicy.Answer>>> answers) {
    try {
      return answers.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while evaluating", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a policy runtime must answer, not throw", e.getCause());
    }
  }

  private static ControlResult result(
      Control control,
      Evaluation evaluation,
      Map<Control, List<Evidence>> judged,
      Map<Control, ControlTally> tallies) {
    String bundle = evaluation.bundle().name();
    Optional<NotApplicable> excuse = excuse(control, evaluation);
    if (excuse.isPresent()) {
      return new ControlResult(bundle, control, new Outcome.Excused(excuse.get()), 0);
    }
    ControlTally tally = tallies.getOrDefault(control, new ControlTally(control));
    tally.addGaps(evaluation.snapshot().gaps());
    missing(control, evaluation).forEach(tally::addDoubt);
    return new ControlResult(
        bundle,
        control,
        tally.outcome(evaluation.waivers(), evaluation.now()),
        judged.getOrDefault(control, List.of()).size());
  }

  private static Optional<NotApplicable> excuse(Control control, Evaluation evaluation) {
    return evaluation.notApplicable().stream()
        .filter(declared -> declared.control().equals(control.id()))
        .findFirst();
  }

  private static List<Evidence> visible(Collection<String> kinds, Evaluation evaluation) {
    return evaluation.snapshot().evidence().stream()
        .filter(evidence -> kinds.contains(evidence.kind()))
        .toList();
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
