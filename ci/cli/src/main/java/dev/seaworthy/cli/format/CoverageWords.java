package dev.seaworthy.cli.format;

import dev.seaworthy.engine.policy.framework.Coverage;
import dev.seaworthy.engine.policy.framework.Coverage.Answer;
import dev.seaworthy.engine.policy.framework.Standing;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words for what a verdict says of a framework. */
final class CoverageWords {
  /** What it counts for, on every rendering. */
  static final String CAUTION =
      "This says what the evidence of one release shows. It is no certificate, and no assessment of"
          + " an organisation.";

  /** Why a control was not judged may be said of each of many places. */
  private static final int MOST_REASONS = 3;

  private CoverageWords() {}

  static String of(Standing standing) {
    return switch (standing) {
      case PROVEN -> "proven";
      case SUPPORTED -> "supported";
      case EXCEPTED -> "excepted";
      case FAILING -> "failing";
      case UNKNOWN -> "unknown";
      case NOT_PROVABLE -> "cannot be proven";
    };
  }

  static String meaning(Standing standing) {
    return switch (standing) {
      case PROVEN -> "the controls that prove it pass";
      case SUPPORTED -> "the controls that bear on it pass; more is needed to prove it";
      case EXCEPTED -> "nothing fails, but for what was waived or declared not applicable";
      case FAILING -> "a control that bears on it fails";
      case UNKNOWN -> "a control that bears on it was not judged, or could not be";
      case NOT_PROVABLE -> "not by this kind of evidence";
    };
  }

  /** {@code IMG-01 pass}. */
  static String of(Answer answer) {
    return answer.control() + " " + result(answer);
  }

  static String result(Answer answer) {
    return answer.judged().map(judged -> VerdictWords.words(judged.status())).orElse("not judged");
  }

  /**
   * {@code proved by IMG-10 pass; supported by IMG-01 fail}; empty where no control bears on it.
   */
  static String answers(Coverage.Row row) {
    return Stream.of(answers(row, true), answers(row, false))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** What is missing, of each control the first few reasons. */
  static List<String> missing(Coverage.Row row) {
    List<String> all = row.missing();
    return all.size() <= MOST_REASONS + 1
        ? all
        : Stream.concat(
                all.stream().limit(MOST_REASONS),
                Stream.of("and %d more".formatted(all.size() - MOST_REASONS)))
            .toList();
  }

  private static String answers(Coverage.Row row, boolean proves) {
    String all =
        row.answers().stream()
            .filter(answer -> answer.proves() == proves)
            .map(CoverageWords::of)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : (proves ? "proved by " : "supported by ") + all;
  }
}
