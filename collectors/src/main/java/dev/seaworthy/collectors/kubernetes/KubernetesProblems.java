package dev.seaworthy.collectors.kubernetes;

import dev.seaworthy.collectors.document.Problems;
import dev.seaworthy.engine.evidence.Location;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.evidence.Subject;

/** What can be wrong with a Kubernetes object. */
final class KubernetesProblems {
  private KubernetesProblems() {}

  static Problem invalid(String object, Shape.Fault fault) {
    return Problems.of(
        "INVALID_MANIFEST",
        "`%s` of `%s` is not %s".formatted(fault.path().readable(), object, fault.expected()),
        "write it as the API server takes it: `kubectl explain` tells the type of each field");
  }

  static Problem notAnObject(String file) {
    return Problems.of(
        "INVALID_MANIFEST",
        "an item of a list in `%s` is no object with `apiVersion` and `kind`".formatted(file),
        "add `apiVersion` and `kind` to the item, or remove it");
  }

  static Problem itemsNotAList(String object) {
    return Problems.of(
        "INVALID_MANIFEST",
        "`items` of `%s` is not a list".formatted(object),
        "write the items as a list, each beginning with `- `");
  }

  static Problem notBase64(String object, String key) {
    return Problems.of(
        "INVALID_MANIFEST",
        "`data.%s` of `%s` is not base64".formatted(key, object),
        "encode the value, or move it to `stringData`");
  }

  static Problem notCanonical(String object, String reason) {
    return Problems.of(
        "NOT_CANONICAL",
        "`%s` has no exact JSON form: %s".formatted(object, reason),
        "quote the number if it is text, or write one that a double holds");
  }

  static Problem duplicate(Subject subject, Location first) {
    return Problems.of(
        "DUPLICATE_OBJECT",
        "`%s` stands twice, first at `%s`; the last one applied wins".formatted(subject, first),
        "keep one of the two, or leave one file out with `--exclude GLOB`");
  }
}
