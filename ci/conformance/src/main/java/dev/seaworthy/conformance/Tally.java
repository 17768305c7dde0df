package dev.seaworthy.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All results, held against what is known to differ. */
final class Tally {
  private static final int SHOWN = 600;
  private static final String CONFLICT = "eval_conflict_error";

  /** How a result counts. */
  enum Standing {
    PASSED,
    /** Refused, as is meant. */
    REFUSED,
    /** As OPA's plan has it, unlike OPA's evaluator: whether a conflict is noticed. */
    PLANNED,
    /** Differs from OPA, as is listed. */
    LISTED,
    /** Differs from OPA, and nobody said so. */
    UNLISTED
  }

  private final Deviations deviations;
  private final List<Result> results = new ArrayList<>();

  Tally(Deviations deviations) {
    this.deviations = deviations;
  }

  void add(Result result) {
    results.add(result);
  }

  Deviations deviations() {
    return deviations;
  }

  Standing standing(Result result) {
    return switch (result.mark()) {
      case PASSED -> Standing.PASSED;
      case REFUSED ->
          deviations.whyRefused(result).isPresent() ? Standing.REFUSED : listedOrNot(result);
      case WRONG -> listedOrNot(result);
    };
  }

  private Standing listedOrNot(Result result) {
    if (deviations.listed(result).isPresent()) {
      return Standing.LISTED;
    }
    return isPlanned(result) ? Standing.PLANNED : Standing.UNLISTED;
  }

  /**
   * OPA's planner keeps statements in the order they are written in and drops what nobody reads,
   * while its evaluator does not: whether two values of one key meet is up to that. Two runtimes
   * that have but the plan in common, and say the same, say what is planned.
   */
  private boolean isPlanned(Result result) {
    boolean isAboutConflicts =
        result.answer().contains(CONFLICT) || result.detail().contains(CONFLICT);
    return isAboutConflicts
        && results.stream()
            .filter(other -> other.name().equals(result.name()))
            .filter(other -> !other.runtime().equals(result.runtime()))
            .anyMatch(other -> other.answer().equals(result.answer()));
  }

  List<Result> of(String runtime) {
    return results.stream().filter(result -> result.runtime().equals(runtime)).toList();
  }

  Map<Standing, Long> counts(Predicate<Result> which) {
    return results.stream()
        .filter(which)
        .collect(Collectors.groupingBy(this::standing, HashMap::new, Collectors.counting()));
  }

  /** One line for people. */
  String line(String runtime, long seconds) {
    Map<Standing, Long> counts = counts(result -> result.runtime().equals(runtime));
    return "%-11s %6d asked: %d as OPA, %d refused, %d listed, %d as planned, %d not listed (%d s)"
        .formatted(
            runtime,
            of(runtime).size(),
            counts.getOrDefault(Standing.PASSED, 0L),
            counts.getOrDefault(Standing.REFUSED, 0L),
            counts.getOrDefault(Standing.LISTED, 0L),
            counts.getOrDefault(Standing.PLANNED, 0L),
            counts.getOrDefault(Standing.UNLISTED, 0L),
            seconds);
  }

  /**
   * What must not be.
   *
   * @param whole whether all cases were asked, so that lists can be held to be exact
   */
  List<String> complaints(boolean whole) {
    List<String> complaints = new ArrayList<>();
    for (Result result : results) {
      if (standing(result) == Standing.UNLISTED) {
        complaints.add(
            "%s %s %s: %s; got %s"
                .formatted(
                    result.mark(),
                    result.runtime(),
                    result.name(),
                    cut(result.detail()),
                    cut(result.answer())));
      }
    }
    if (whole) {
      complaints.addAll(stale());
    }
    return complaints;
  }

  private List<String> stale() {
    return results.stream()
        .filter(result -> result.mark() == Result.Mark.PASSED)
        .filter(result -> deviations.listed(result).isPresent())
        .map(result -> "LISTED %s %s: but passes".formatted(result.runtime(), result.name()))
        .toList();
  }

  /** Refusals that are meant to be: reason to the number of cases. */
  Map<String, Long> refusals(String runtime) {
    return of(runtime).stream()
        .filter(result -> standing(result) == Standing.REFUSED)
        .collect(Collectors.groupingBy(Result::detail, TreeMap::new, Collectors.counting()));
  }

  private static String cut(String detail) {
    return detail.length() <= SHOWN ? detail : detail.substring(0, SHOWN) + "…";
  }
}
