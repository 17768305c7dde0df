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

  static Problem noPod(String object, PodPath declared, Shape.Fault fault) {
    return Problems.of(
        "NO_POD_AT_PATH",
        "`%s` has no pod spec at `%s`: `%s` is not %s"
            .formatted(object, declared.path(), fault.path().readable(), fault.expected()),
        "declare the path to where `containers` stands: `--pod-path %s=spec.template.spec`"
            .formatted(declared.key()));
  }

  static Problem noKind(String kind) {
    return Problems.of(
        "BAD_POD_PATH",
        "`%s` names no kind of object".formatted(kind),
        "write GROUP/KIND or GROUP/VERSION/KIND: `example.com/v1/Worker`");
  }

  static Problem notCustom(String kind) {
    return Problems.of(
        "BAD_POD_PATH",
        "`%s` is no custom kind: the group of one has a dot".formatted(kind),
        "leave it out; where Kubernetes' own kinds keep their pods is known");
  }

  static Problem noPath(String kind, String path) {
    return Problems.of(
        "BAD_POD_PATH",
        "`%s` is no path to the pod spec of `%s`".formatted(path, kind),
        "write the keys that lead to it, dots between them, `[*]` for each item of a list and `*`"
            + " for each value of a map: `spec.template.spec`, `spec.jobs[*].template.spec`");
  }

  static Problem onePosition(String kind, String path) {
    return Problems.of(
        "BAD_POD_PATH",
        "`%s` of `%s` names one item of a list, and the others would go unjudged"
            .formatted(path, kind),
        "write `%s`, which is every item".formatted(path.replaceAll("\\[[0-9]+]", "[*]")));
  }

  static Problem tooManyPods(Subject subject) {
    return Problems.of(
        "TOO_MANY_PODS",
        "`%s` holds more than %d pod specs".formatted(subject, PodSpecs.MOST),
        "split the object, or check the objects that the operator makes of it with `--cluster`");
  }

  static Problem declaredTwice(PodPath before, PodPath again) {
    return Problems.of(
        "BAD_POD_PATH",
        "`%s` has two paths: `%s` and `%s`".formatted(again.key(), before.path(), again.path()),
        "keep the one that leads to `containers`");
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
