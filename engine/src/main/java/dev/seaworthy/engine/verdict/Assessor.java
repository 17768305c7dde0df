package dev.seaworthy.engine.verdict;

import dev.seaworthy.engine.evidence.Gap;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Evaluation;
import dev.seaworthy.engine.policy.Evaluator;
import dev.seaworthy.engine.policy.EvidenceValues;
import dev.seaworthy.engine.policy.ParameterValues;
import dev.seaworthy.engine.policy.PolicyBundle;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.PolicyRuntime;
import dev.seaworthy.engine.policy.Stage;
import dev.seaworthy.engine.policy.Status;
import dev.seaworthy.engine.policy.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Judges a release: evaluates every bundle that applies and draws the verdict. */
public final class Assessor {
  private static final Comparator<ControlResult> ORDER =
      Comparator.<ControlResult, Stage>comparing(result -> result.control().stage())
          .thenComparing(result -> result.control().id())
          .thenComparing(ControlResult::bundle);

  private final PolicyRuntime runtime;
  private final int threads;

  /**
   * @param threads how many evaluations run at once; the verdict does not depend on it
   */
  public Assessor(PolicyRuntime runtime, int threads) {
    this.runtime = runtime;
    this.threads = threads;
  }

  /**
   * Judges.
   *
   * @throws PolicyException if a bundle cannot be run, or a parameter or control id is not known
   */
  public Verdict assess(Assessment assessment) throws PolicyException {
    requireKnownControls(assessment);
    ParameterValues parameters = ParameterValues.of(assessment.bundles(), assessment.parameters());
    ExecutorService workers = Executors.newFixedThreadPool(threads, Assessor::worker);
    try {
      Evaluator evaluator = new Evaluator(runtime, workers);
      // Most bundles judge the same workloads: what one has read, the next need not read again.
      EvidenceValues values = new EvidenceValues(assessment.snapshot().evidence());
      List<ControlResult> results = new ArrayList<>();
      List<Verdict.BundleUse> uses = new ArrayList<>();
      for (PolicyBundle bundle : assessment.bundles()) {
        List<Control> controls = selected(bundle, assessment.only());
        boolean evaluated = !controls.isEmpty() && applies(bundle, assessment);
        uses.add(use(bundle, evaluated, controls.size()));
        if (evaluated) {
          results.addAll(
              evaluator.evaluate(evaluation(bundle, controls, assessment, parameters), values));
        }
      }
      return verdict(assessment, parameters, uses, results, Agreement.of(runtime, results));
    } finally {
      workers.shutdownNow();
    }
  }

  private static Verdict verdict(
      Assessment assessment,
      ParameterValues parameters,
      List<Verdict.BundleUse> uses,
      List<ControlResult> results,
      Agreement agreement) {
    results.sort(ORDER);
    return new Verdict(
        assessment.release(),
        status(assessment, results),
        results,
        assessment.snapshot(),
        uses,
        parameters.of(assessment.bundles()),
        assessment.failOn(),
        assessment.identity(),
        agreement,
        assessment.now(),
        assessment.timePinned(),
        Validity.end(assessment, results),
        Optional.empty(),
        Optional.empty());
  }

  /** Unknown is never pass: nothing judged, or anything hidden, leaves the verdict open. */
  private static Status status(Assessment assessment, List<ControlResult> results) {
    boolean failed =
        results.stream()
            .anyMatch(
                result ->
                    result.status() == Status.FAIL
                        && result.control().severity().isAtLeast(assessment.failOn()));
    if (failed) {
      return Status.FAIL;
    }
    boolean open =
        results.isEmpty()
            || results.stream().anyMatch(result -> isOpen(result))
            || assessment.snapshot().gaps().stream().anyMatch(gap -> matters(gap, assessment));
    return open ? Status.UNKNOWN : Status.PASS;
  }

  /** A failed control that is below the threshold may still have parts that were not judged. */
  private static boolean isOpen(ControlResult result) {
    return !result.outcome().doubts().isEmpty();
  }

  private static boolean matters(Gap gap, Assessment assessment) {
    return assessment.bundles().stream()
        .flatMap(bundle -> selected(bundle, assessment.only()).stream())
        .flatMap(Control::kinds)
        .anyMatch(gap::mayHide);
  }

  private static boolean applies(PolicyBundle bundle, Assessment assessment) {
    return assessment.requireAll()
        || !assessment.only().isEmpty()
        || bundle.controls().stream()
            .anyMatch(control -> control.needs().stream().allMatch(assessment.snapshot()::has));
  }

  private static List<Control> selected(PolicyBundle bundle, Set<String> only) {
    return bundle.controls().stream()
        .filter(control -> only.isEmpty() || only.contains(control.id()))
        .toList();
  }

  private static Evaluation evaluation(
      PolicyBundle bundle,
      List<Control> controls,
      Assessment assessment,
      ParameterValues parameters) {
    return new Evaluation(
        bundle,
        controls,
        assessment.snapshot(),
        parameters.of(bundle),
        assessment.release().toPolicyInput(),
        assessment.now(),
        assessment.release().waivers(),
        assessment.release().notApplicable());
  }

  private static Verdict.BundleUse use(PolicyBundle bundle, boolean evaluated, int controls) {
    return new Verdict.BundleUse(
        bundle.name(), bundle.version(), bundle.digest().toString(), evaluated, controls);
  }

  private static void requireKnownControls(Assessment assessment) throws PolicyException {
    Set<String> known =
        assessment.bundles().stream()
            .flatMap(bundle -> bundle.controls().stream())
            .map(Control::id)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String id : new TreeSet<>(assessment.only())) {
      if (!known.contains(id)) {
        throw new PolicyException(
            "UNKNOWN_CONTROL",
            "no bundle has a control `%s`%s".formatted(id, Suggestions.didYouMean(id, known)),
            "`seaworthy policy list` lists the controls");
      }
    }
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "seaworthy-evaluation");
    thread.setDaemon(true);
    return thread;
  }
}
