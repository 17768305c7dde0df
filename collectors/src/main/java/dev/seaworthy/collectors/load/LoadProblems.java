package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with results of load tests. */
final class LoadProblems {
  private static final String RECORD_FIX =
      "correct the record; `seaworthy record new LoadTest` shows what it holds";

  private LoadProblems() {}

  static Problem invalid(String file, LoadForm form, String reason) {
    return Problems.of(
        "INVALID_LOAD_RESULT",
        "the %s in `%s` cannot be trusted as a whole: %s".formatted(form.title(), file, reason),
        form.again());
  }

  static Problem moreFaults(String file, LoadForm form, long more) {
    return invalid(file, form, "%d more places are like that".formatted(more));
  }

  static Problem unclaimed(String file) {
    return Problems.of(
        "LOAD_RESULT_UNCLAIMED",
        "nothing says which candidate the load test of `%s` measured".formatted(file),
        "write a record with `seaworthy record new LoadTest` and name the file in it");
  }

  static Problem missing(String file) {
    return Problems.of(
        "LOAD_RESULT_MISSING",
        "the record names `%s`, and no load test was read from there".formatted(file),
        "put the file among the evidence, by its path from the record's folder");
  }

  static Problem claimedTwice(String file) {
    return Problems.of(
        "LOAD_RESULT_CLAIMED_TWICE",
        "another record names `%s` too, and one run counts once".formatted(file),
        RECORD_FIX);
  }

  static Problem nameTwice(String name) {
    return Problems.of(
        "LOAD_NAME_TWICE",
        "the record takes `%s` for two transactions".formatted(name),
        RECORD_FIX);
  }
}
