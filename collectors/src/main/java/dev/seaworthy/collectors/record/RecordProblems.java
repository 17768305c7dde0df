package dev.seaworthy.collectors.record;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.JsonPath;

/** What can be wrong with a record. */
final class RecordProblems {
  private RecordProblems() {}

  static Problem unknownKind(String kind, String suggestion) {
    return Problems.of(
        "UNKNOWN_RECORD",
        "there is no record of kind `%s`%s".formatted(kind, suggestion),
        "`seaworthy record list` shows the kinds there are");
  }

  static Problem invalid(RecordKind kind, JsonPath path, String what) {
    return Problems.of(
        "INVALID_RECORD",
        "`%s` of this %s %s".formatted(shown(path), kind.name(), what),
        "mend it; `seaworthy record new %s` shows what it may hold".formatted(kind.name()));
  }

  static Problem notCanonical(RecordKind kind, String reason) {
    return Problems.of(
        "NOT_CANONICAL",
        "this %s has no exact JSON form: %s".formatted(kind.name(), reason),
        "write its numbers and names plainly");
  }

  private static String shown(JsonPath path) {
    return path.steps().isEmpty() ? "the document" : path.readable();
  }
}
