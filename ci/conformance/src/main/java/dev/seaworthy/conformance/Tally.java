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

  /** How a result counts. */
  enum Standing {
    PASSED,
    /** Refused, as is meant. */
    REFUSED,
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
    return deviations.listed(result).isPresent() ? Standing.LISTED : Standing.UNLISTED;
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
    return "%-5s %6d asked: %d as OPA, %d refused, %d listed, %d not listed (%d s)"
        .formatted(
            runtime,
            of(runtime).size(),
            counts.getOrDefault(Standing.PASSED, 0L),
            counts.getOrDefault(Standing.REFUSED, 0L),
            counts.getOrDefault(Standing.LISTED, 0L),
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
            "%s %s %s: %s"
                .formatted(result.mark(), result.runtime(), result.name(), cut(result.detail())));
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
