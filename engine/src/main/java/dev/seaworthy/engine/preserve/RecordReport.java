package dev.seaworthy.engine.preserve;

import dev.seaworthy.engine.evidence.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of checking an evidence record.
 *
 * @param lines one for each {@link RecordCheck}, in its order
 * @param attested what it proves; empty where a check failed that this leans on
 */
public record RecordReport(List<Line> lines, Optional<Attested> attested) {
  /** How to mend what is wrong with a record: by no means here. */
  public static final String FIX =
      "get the record from who keeps the archive; rely on this no more";

  /** How a check ended. */
  public enum Result {
    PASSED,
    FAILED,
    /** A check before it failed, or the files are not at hand. */
    SKIPPED
  }

  /**
   * One check.
   *
   * @param detail what was found, for people
   * @param problems why it failed; empty unless it did
   */
  public record Line(RecordCheck check, Result result, String detail, List<Problem> problems) {
    public Line {
      problems = List.copyOf(problems);
      if ((result == Result.FAILED) == problems.isEmpty()) {
        throw new IllegalArgumentException("a check that failed says why, and no other does");
      }
    }

    static Line of(RecordCheck check, List<Problem> problems, String detail) {
      return problems.isEmpty()
          ? new Line(check, Result.PASSED, detail, problems)
          : new Line(check, Result.FAILED, "", problems);
    }

    static Line skipped(RecordCheck check, String why) {
      return new Line(check, Result.SKIPPED, why, List.of());
    }
  }

  /**
   * What a record proves that holds.
   *
   * @param at when the data was there at the latest
   * @param by whose word that is: the authority of the first time stamp
   * @param stamps how many time stamps it has
   * @param renewBefore the last moment at which it holds without another
   */
  public record Attested(Instant at, String by, int stamps, Instant renewBefore) {}

  public RecordReport {
    lines = List.copyOf(lines);
  }

  /** Whether every check was made and passed. */
  public boolean holds() {
    return lines.stream().allMatch(line -> line.result() == Result.PASSED);
  }

  /** Whether nothing is wrong, with what was at hand. */
  public boolean holdsSoFar() {
    return attested.isPresent() && problems().isEmpty();
  }

  /** Everything that is wrong. */
  public List<Problem> problems() {
    return lines.stream().flatMap(line -> line.problems().stream()).toList();
  }

  /** What came of one check. */
  public Line line(RecordCheck check) {
    return lines.stream().filter(line -> line.check() == check).findFirst().orElseThrow();
  }

  /** The report as a tree for JSON. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("holds", holds());
    tree.put("checks", lines.stream().map(RecordReport::tree).toList());
    attested.ifPresent(
        said ->
            tree.put(
                "attested",
                Map.of(
                    "at", said.at().toString(),
                    "by", said.by(),
                    "timeStamps", said.stamps(),
                    "renewBefore", said.renewBefore().toString())));
    return tree;
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
