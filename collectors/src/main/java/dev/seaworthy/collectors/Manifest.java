package dev.seaworthy.collectors;

import dev.seaworthy.collectors.document.Tree;
import dev.seaworthy.engine.evidence.Locations;
import dev.seaworthy.engine.evidence.Source;
import dev.seaworthy.engine.evidence.Subject;

/**
 * One Kubernetes object as written, for collectors that join several.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param subject kind, name space ({@code default} where a namespaced object names none) and name
 * @param root the object's tree
 */
public record Manifest(
    String apiVersion, Subject subject, Source source, Tree.Mapping root, Locations locations) {
  public String kind() {
    return subject.kind();
  }
}
