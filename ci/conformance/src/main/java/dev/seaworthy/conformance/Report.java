package dev.seaworthy.conformance;

import dev.seaworthy.conformance.Tally.Standing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page {@code docs/reference/conformance.md}. */
final class Report {
  private final Tally tally;
  private final List<String> runtimes;
  private final List<Untaken> untaken;
  private final StringBuilder out = new StringBuilder();

  Report(Tally tally, List<String> runtimes, List<Untaken> untaken) {
    this.tally = tally;
    this.runtimes = runtimes;
    this.untaken = untaken;
  }

  String text() {
    out.append(
        """
        # Conformance

        How the runtimes for Rego do on the conformance cases of OPA 1.22.2 (Rego v0 and v1).
        Written by `ci/conformance/run --update`; CI fails when a case differs that is not listed
        here, or when one is listed that passes.

        A case passes when the runtime gives the bindings, or the error code, that the case asks
        for. Cases that ask for the error of a builtin suppose strict evaluation: `plan-strict` is
        asked these, and for the others OPA's own evaluator says what comes out without it.

        The same script compares generated calls of builtins and generated programs; where they
        are known to differ, it says `call` or `programs` below.

        """);
    summary();
    refusals();
    deviations();
    families();
    return out.toString();
  }

  private void summary() {
    out.append("| runtime | cases | as OPA | refused | differ, listed | as OPA, of those run |\n");
    out.append("|---|--:|--:|--:|--:|--:|\n");
    for (String runtime : runtimes) {
      Map<Standing, Long> counts = tally.counts(result -> result.runtime().equals(runtime));
      long passed = count(counts, Standing.PASSED);
      long refused = count(counts, Standing.REFUSED);
      long all = tally.of(runtime).size();
      out.append(
          "| `%s` | %d | %d | %d | %d | %s %% |\n"
              .formatted(
                  runtime,
                  all,
                  passed,
                  refused,
                  count(counts, Standing.LISTED),
                  percent(passed, all - refused)));
    }
    out.append('\n');
    for (Untaken one : untaken) {
      out.append("Not run, as OPA does not compile it: `%s`.\n".formatted(one.name()));
    }
    out.append('\n');
  }

  private static long count(Map<Standing, Long> counts, Standing standing) {
    return counts.getOrDefault(standing, 0L);
  }

  /** Hundredths, rounded down: 100 means all. */
  private static String percent(long part, long whole) {
    long hundredths = whole == 0 ? 0 : part * 10_000 / whole;
    return "%d.%02d".formatted(hundredths / 100, hundredths % 100);
  }

  private void refusals() {
    out.append("## Refused when loaded\n\n| what | why |");
    runtimes.forEach(runtime -> out.append(" `").append(runtime).append("` |"));
    out.append("\n|---|---|").append("--:|".repeat(runtimes.size())).append('\n');
    List<Map<String, Long>> counts = runtimes.stream().map(tally::refusals).toList();
    TreeSet<String> reasons = new TreeSet<>();
    counts.forEach(count -> reasons.addAll(count.keySet()));
    for (String reason : reasons) {
      out.append("| ").append(reason).append(" | ").append(why(reason)).append(" |");
      counts.forEach(count -> out.append(" %d |".formatted(count.getOrDefault(reason, 0L))));
      out.append('\n');
    }
    out.append('\n');
  }

  private String why(String reason) {
    return tally
        .deviations()
        .whyRefused(new Result("", "", "", Result.Mark.REFUSED, reason, ""))
        .orElse("");
  }

  private void deviations() {
    out.append("## Differ from OPA\n\n");
    for (Deviations.Deviation deviation : tally.deviations().all()) {
      out.append("- ")
          .append(
              deviation.runtimes().stream()
                  .sorted()
                  .map("`%s`"::formatted)
                  .collect(Collectors.joining(", ")))
          .append(": ")
          .append(deviation.reason())
          .append("\n");
      deviation.cases().stream().sorted().forEach(this::item);
      deviation.generated().stream().sorted().forEach(this::item);
    }
    out.append('\n');
  }

  private void item(String name) {
    out.append("  - `%s`\n".formatted(name));
  }

  private void families() {
    out.append("## Families\n\nAs OPA / refused / differ.\n\n| family | cases |");
    runtimes.forEach(runtime -> out.append(" `").append(runtime).append("` |"));
    out.append("\n|---|--:|").append("--:|".repeat(runtimes.size())).append('\n');
    Map<String, Long> sizes =
        tally.of(runtimes.get(0)).stream()
            .collect(Collectors.groupingBy(Result::family, TreeMap::new, Collectors.counting()));
    sizes.forEach(
        (family, size) -> {
          out.append("| %s | %d |".formatted(family, size));
          runtimes.forEach(runtime -> out.append(" %s |".formatted(cell(family, runtime))));
          out.append('\n');
        });
  }

  private String cell(String family, String runtime) {
    Predicate<Result> which =
        result -> result.runtime().equals(runtime) && result.family().equals(family);
    Map<Standing, Long> counts = tally.counts(which);
    return "%d / %d / %d"
        .formatted(
            count(counts, Standing.PASSED),
            count(counts, Standing.REFUSED),
            count(counts, Standing.LISTED) + count(counts, Standing.UNLISTED));
  }
}
