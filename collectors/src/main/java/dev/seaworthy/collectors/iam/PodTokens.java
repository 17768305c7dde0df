package dev.seaworthy.collectors.iam;

import dev.seaworthy.collectors.Manifest;
import dev.seaworthy.engine.evidence.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose token whoever takes over a pod finds in it. */
public final class PodTokens {
  /**
   * What is known of one workload's pods.
   *
   * @param account whose token they hold; empty if they hold none
   */
  public record Tokens(Optional<Subject> account) {}

  private final Map<Subject, Tokens> byWorkload = new HashMap<>();

  public PodTokens(List<Manifest> manifests) {
    PodAccounts accounts = new PodAccounts(manifests);
    for (String namespace : accounts.namespaces()) {
      for (PodAccounts.Pods pods : accounts.in(namespace)) {
        byWorkload.putIfAbsent(
            new Subject(pods.kind(), namespace, pods.name()),
            new Tokens(pods.account().map(RbacIdentity::subject)));
      }
    }
  }

  /** The tokens in the pods that an object makes; empty if the object is not known. */
  public Optional<Tokens> in(Subject workload) {
    return Optional.ofNullable(byWorkload.get(workload));
  }
}
