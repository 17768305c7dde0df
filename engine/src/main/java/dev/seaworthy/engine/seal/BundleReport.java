package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.seal.SealReport.Claim;
import dev.seaworthy.engine.seal.SealReport.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What came of checking an evidence bundle.
 *
 * @param lines one for each {@link BundleCheck} that was asked for, in its order
 * @param claim what the verdict says of itself; empty when it is not authentic
 */
public record BundleReport(List<Line> lines, Optional<Claim> claim) {
  /** How to mend what is wrong with a bundle: by no means here. */
  public static final String FIX = "get the bundle from its maker again; do not rely on this one";

  /** Names the layout of {@link #toJson}. */
  public static final String SCHEMA = "https://seaworthy.dev/schemas/bundle-report/v1";

  /**
   * One check.
   *
   * @param detail what was found, for people
   * @param problems why it failed; empty unless it did
   */
  public record Line(BundleCheck check, Result result, String detail, List<Problem> problems) {
    public Line {
      problems = List.copyOf(problems);
      if ((result == Result.FAILED) == problems.isEmpty()) {
        throw new IllegalArgumentException("a check that failed says why, and no other does");
      }
    }

    static Line passed(BundleCheck check, String detail) {
      return new Line(check, Result.PASSED, detail, List.of());
    }

    static Line failed(BundleCheck check, List<Problem> problems) {
      return new Line(check, Result.FAILED, "", problems);
    }
  }

  public BundleReport {
    lines = List.copyOf(lines);
  }

  /** A report in which checks that were not made are skipped. */
  static BundleReport of(List<Line> made, Optional<Claim> claim) {
    return of(made, claim, Set.of());
  }

  /**
   * The same.
   *
   * @param asked of the checks that are not made of every bundle, those that must be of this one
   */
  static BundleReport of(List<Line> made, Optional<Claim> claim, Set<BundleCheck> asked) {
    List<Line> lines = new ArrayList<>();
    for (BundleCheck check : BundleCheck.values()) {
      if (!check.isOnDemand() || asked.contains(check)) {
        lines.add(
            made.stream().filter(line -> line.check() == check).findFirst().orElse(skipped(check)));
      }
    }
    return new BundleReport(lines, claim);
  }

  /** The report on a bundle that could not be taken apart. */
  public static BundleReport refused(List<Problem> problems) {
    return of(List.of(Line.failed(BundleCheck.LAYOUT, problems)), Optional.empty());
  }

  /** Whether every check was made and passed. */
  public boolean holds() {
    return claim.isPresent() && lines.stream().allMatch(line -> line.result() == Result.PASSED);
  }

  /** What came of one check. */
  public Line line(BundleCheck check) {
    return lines.stream().filter(line -> line.check() == check).findFirst().orElseThrow();
  }

  /** What is said of a redaction; empty where nothing is hidden. */
  public Optional<String> redaction() {
    return lines.stream()
        .filter(line -> line.check() == BundleCheck.DISCLOSURE)
        .map(Line::detail)
        .filter(detail -> detail.startsWith(RedactionCheck.REDACTED))
        .findFirst();
  }

  /** The report as JSON. */
  public CanonicalJson toJson() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("schema", SCHEMA);
    tree.put("authentic", holds());
    tree.put("checks", lines.stream().map(BundleReport::tree).toList());
    claim.ifPresent(
        said ->
            tree.put(
                "claim",
                Map.of(
                    "verdict", said.status(),
                    "candidate", said.candidate(),
                    "candidateDigest", said.candidateDigest().toString(),
                    "evaluatedAt", said.evaluatedAt().toString(),
                    "validUntil", said.validUntil().toString())));
    return CanonicalJson.of(tree);
  }

  private static Line skipped(BundleCheck check) {
    return new Line(check, Result.SKIPPED, "a check before it failed", List.of());
  }

  private static Map<String, Object> tree(Line line) {
    return Map.of(
        "check", line.check().id(),
        "result", line.result().name().toLowerCase(Locale.ROOT),
        "detail", line.detail(),
        "proves", line.check().proves(),
        "problems", line.problems().stream().map(Problem::toTree).toList());
  }
}
