package dev.seaworthy.collectors.load;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;

/** What can be wrong with results of load tests. */
final class LoadProblems {
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

  static Problem nameTwice(String name) {
    return Problems.of(
        "LOAD_NAME_TWICE",
        "the record takes `%s` for two transactions".formatted(name),
        "name it once; `seaworthy record new LoadTest` shows what a record holds");
  }
}
