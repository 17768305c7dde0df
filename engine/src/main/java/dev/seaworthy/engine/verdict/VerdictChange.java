package dev.seaworthy.engine.verdict;

import com.google.common.collect.Sets;
import dev.seaworthy.engine.policy.Control;
import dev.seaworthy.engine.policy.ControlResult;
import dev.seaworthy.engine.policy.Finding;
import dev.seaworthy.engine.policy.PolicyException;
import dev.seaworthy.engine.policy.Severity;
import dev.seaworthy.engine.policy.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What became of a verdict, and why. A cause of a change is what would undo it: the later
 * assessment is judged once more for each thing in which the two differ, with that as it was
 * before. Findings are the same by control and fingerprint, so that moved lines change nothing.
 *
 * @param before the earlier verdict
 * @param after the later one
 * @param differing in what the two assessments differ at all
 * @param controls those whose status changed, in the order of their ids
 * @param introduced findings of the later verdict only, the worst first
 * @param fixed findings of the earlier one only
 * @param unchanged how many findings are in both
 */
public record VerdictChange(
    Verdict before,
    Verdict after,
    Set<Cause> differing,
    List<StatusChange> controls,
    List<FindingChange> introduced,
    List<FindingChange> fixed,
    long unchanged) {
  /**
   * A control that ended otherwise.
   *
   * @param from empty where the earlier verdict has no such control
   * @param to empty where the later one has none
   * @param causes each of which would undo it alone; empty if nothing alone would
   */
  public record StatusChange(
      Control control, Optional<Status> from, Optional<Status> to, Set<Cause> causes) {}

  /**
   * A finding that came or went.
   *
   * @param causes each of which would undo it alone; empty if nothing alone would
   */
  public record FindingChange(Control control, Finding finding, Set<Cause> causes) {
    private static final Comparator<FindingChange> ORDER =
        Comparator.<FindingChange, Severity>comparing(one -> one.control().severity())
            .thenComparing(one -> one.control().id())
            .thenComparing(FindingChange::finding, Finding.ORDER);
  }

  public VerdictChange {
    differing = Sets.immutableEnumSet(differing);
    controls = List.copyOf(controls);
    introduced = List.copyOf(introduced);
    fixed = List.copyOf(fixed);
  }

  /**
   * Judges both, and what would undo their differences.
   *
   * @throws PolicyException if a bundle cannot be run
   */
  public static VerdictChange between(Assessment before, Assessment after, Assessor assessor)
      throws PolicyException {
    Set<Cause> differing = EnumSet.noneOf(Cause.class);
    for (Cause cause : Cause.values()) {
      if (cause.differs(before, after)) {
        differing.add(cause);
      }
    }
    Judged earlier = new Judged(assessor.assess(before));
    Judged later = new Judged(assessor.assess(after));
    Map<Cause, Judged> undone = new EnumMap<>(Cause.class);
    for (Cause cause : differing) {
      // With one difference undone there is none left.
      undone.put(
          cause,
          differing.size() == 1
              ? earlier
              : new Judged(assessor.assess(cause.taken(before, after))));
    }
    return new Difference(earlier, later, undone).change();
  }

  /** A verdict's findings and controls, to be found by what they are the same by. */
  private record Judged(
      Verdict verdict, Map<String, FindingChange> findings, Map<String, ControlResult> controls) {
    Judged(Verdict verdict) {
      this(verdict, new LinkedHashMap<>(), new TreeMap<>());
      for (ControlResult result : verdict.results()) {
        Control control = result.control();
        controls.put(control.id(), result);
        for (Finding finding : result.outcome().findings()) {
          findings.put(finding.identity(control), new FindingChange(control, finding, Set.of()));
        }
      }
    }

    Optional<Status> status(String control) {
      return Optional.ofNullable(controls.get(control)).map(ControlResult::status);
    }
  }

  /**
   * Two verdicts.
   *
   * @param undone the later with one thing as it was before
   */
  private record Difference(Judged earlier, Judged later, Map<Cause, Judged> undone) {
    VerdictChange change() {
      return new VerdictChange(
          earlier.verdict(),
          later.verdict(),
          undone.keySet(),
          statuses(),
          findings(later, earlier, false),
          findings(earlier, later, true),
          earlier.findings().keySet().stream().filter(later.findings()::containsKey).count());
    }

    private List<StatusChange> statuses() {
      Map<String, ControlResult> all = new TreeMap<>(earlier.controls());
      all.putAll(later.controls());
      List<StatusChange> changes = new ArrayList<>();
      all.forEach(
          (id, result) -> {
            Optional<Status> from = earlier.status(id);
            Optional<Status> to = later.status(id);
            if (!from.equals(to)) {
              changes.add(
                  new StatusChange(
                      result.control(), from, to, causes(one -> one.status(id).equals(from))));
            }
          });
      return changes;
    }

    /**
     * Those of one side that the other lacks.
     *
     * @param was whether the one is the earlier
     */
    private List<FindingChange> findings(Judged side, Judged other, boolean was) {
      return side.findings().entrySet().stream()
          .filter(entry -> !other.findings().containsKey(entry.getKey()))
          .map(
              entry ->
                  new FindingChange(
                      entry.getValue().control(),
                      entry.getValue().finding(),
                      causes(judged -> judged.findings().containsKey(entry.getKey()) == was)))
          .sorted(FindingChange.ORDER)
          .toList();
    }

    private Set<Cause> causes(Predicate<Judged> isUndone) {
      Set<Cause> causes = EnumSet.noneOf(Cause.class);
      undone.forEach(
          (cause, judged) -> {
            if (isUndone.test(judged)) {
              causes.add(cause);
            }
          });
      return causes;
    }
  }

  /** Controls that were decided, and are no longer. */
  public List<StatusChange> newlyUnknown() {
    return controls.stream().filter(one -> one.to().equals(Optional.of(Status.UNKNOWN))).toList();
  }
}
