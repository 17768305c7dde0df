package dev.seaworthy.collectors.image;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Subject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an object of the operator is about: its labels tell, or its annotations where a name is no
 * value of a label; else its owner.
 */
record OperatorResource(Subject report, Tree.Mapping root) {
  /** The resource; the report's own name where nothing tells. */
  ScannedResource id() {
    String namespace = told("resource.namespace").orElse(report.namespace());
    return new ScannedResource(
        told("resource.kind").or(() -> owner("kind")).orElse(report.kind()),
        namespace,
        told("resource.name").or(() -> owner("name")).orElse(report.name()));
  }

  private Optional<String> told(String key) {
    return Stream.of("labels", "annotations")
        .flatMap(part -> metadata().flatMap(metadata -> metadata.mapping(part)).stream())
        .flatMap(
            part ->
                Stream.of("trivy-operator.", "starboard.")
                    .flatMap(prefix -> part.text(prefix + key).stream()))
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  private Optional<String> owner(String key) {
    return metadata().stream()
        .flatMap(metadata -> metadata.items("ownerReferences").stream())
        .flatMap(owner -> owner.asMapping().stream())
        .flatMap(owner -> owner.text(key).stream())
        .findFirst();
  }

  private Optional<Tree.Mapping> metadata() {
    return root.mapping("metadata");
  }
}
