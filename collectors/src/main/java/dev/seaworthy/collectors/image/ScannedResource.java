package dev.seaworthy.collectors.image;

import dev.seaworthy.engine.evidence.Subject;
import java.util.Map;

/** A Kubernetes resource that a scanner looked at, as it names it. */
record ScannedResource(String kind, String namespace, String name)
    implements Comparable<ScannedResource> {
  Subject subject() {
    return new Subject(kind, namespace, name);
  }

  Map<String, Object> toTree() {
    return subject().toTree();
  }

  @Override
  public int compareTo(ScannedResource other) {
    return subject().compareTo(other.subject());
  }

  @Override
  public String toString() {
    return subject().toString();
  }
}
