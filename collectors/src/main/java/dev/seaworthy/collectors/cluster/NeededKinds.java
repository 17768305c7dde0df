package dev.seaworthy.collectors.cluster;

import dev.seaworthy.collectors.kubernetes.KubernetesObjects;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds that a question needs. Others are not listed, and that a group is out of reach which
 * holds none of them is no loss.
 */
public final class NeededKinds {
  /** Every kind. */
  public static final NeededKinds ALL = new NeededKinds(Optional.empty());

  private final Optional<Set<String>> names;

  private NeededKinds(Optional<Set<String>> names) {
    this.names = names.map(Set::copyOf);
  }

  /** Kinds by {@code GROUP/KIND}; those of the core group begin with the slash. */
  public static NeededKinds of(Set<String> names) {
    return new NeededKinds(Optional.of(names));
  }

  boolean includes(ApiResource kind) {
    return names.isEmpty() || names.get().contains(kind.group() + "/" + kind.kind());
  }

  /** Whether the group of {@code apiVersion} may hold one of them. */
  boolean mayBeIn(String apiVersion) {
    String group = KubernetesObjects.group(apiVersion) + "/";
    return names.isEmpty() || names.get().stream().anyMatch(name -> name.startsWith(group));
  }
}
