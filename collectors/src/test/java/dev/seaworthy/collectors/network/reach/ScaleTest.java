package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.Manifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {
  private static final int PODS = 2000;
  private static final int POLICIES = 500;

  /** 20 sources for each pod, but for 500 pods that would be their own. */
  private static final int INSIDE = PODS * 20 - 500;

  /** The goal is two seconds; ten times that is what a busy machine may take. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path temp;

  @Test
  void twoThousandPodsAndFiveHundredPoliciesAreAnalysedInTime() {
    List<Manifest> manifests = manifests();
    long began = System.nanoTime();
    AtomicInteger connections = new AtomicInteger();
    Reachability.of(manifests).forEach(connection -> connections.incrementAndGet());
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    assertThat(connections.get()).isEqualTo(INSIDE + PODS);
    assertThat(taken).isLessThan(LIMIT);
  }

  /** 20 name spaces of 100 pods; each of their 25 groups admits one app of the whole cluster. */
  private List<Manifest> manifests() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < PODS; i++) {
      yaml.append(
          """
          {apiVersion: v1, kind: Pod,
           metadata: {name: p%d, namespace: n%d, labels: {app: a%d, group: g%d, id: i%d}},
           spec: {containers: [{name: c, image: i}]}}
          ---
          """
              .formatted(i, i / 100, i % 100, i % 25, i));
    }
    for (int i = 0; i < POLICIES; i++) {
      yaml.append(
          """
          {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy,
           metadata: {name: q%d, namespace: n%d},
           spec: {podSelector: {matchLabels: {group: g%d}}, ingress: [{ports: [{port: %d}],
            from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: a%d}}}]}]}}
          ---
          """
              .formatted(i, i / 25, i % 25, 1000 + i, i % 25));
    }
    Folder.at(temp).write("all.yaml", yaml.toString());
    return Inputs.in(temp);
  }
}
