package dev.seaworthy.collectors;

import dev.seaworthy.collectors.attestation.AttestationCollector;
import dev.seaworthy.collectors.backup.BackupCollector;
import dev.seaworthy.collectors.dependency.DependencyCollector;
import dev.seaworthy.collectors.iam.IamCollector;
import dev.seaworthy.collectors.image.BillCollector;
import dev.seaworthy.collectors.image.GrypeCollector;
import dev.seaworthy.collectors.image.IgnoreCollector;
import dev.seaworthy.collectors.image.ImageIndexCollector;
import dev.seaworthy.collectors.image.KnownExploitedCollector;
import dev.seaworthy.collectors.image.OperatorCollector;
import dev.seaworthy.collectors.image.ScanUnionCollector;
import dev.seaworthy.collectors.image.TrivyCollector;
import dev.seaworthy.collectors.image.VexCollector;
import dev.seaworthy.collectors.kubernetes.KubernetesCollector;
import dev.seaworthy.collectors.kubernetes.Salt;
import dev.seaworthy.collectors.load.LoadCollector;
import dev.seaworthy.collectors.network.NetworkCollector;
import dev.seaworthy.collectors.network.reach.ReachabilityCollector;
import dev.seaworthy.collectors.paths.PathCollector;
import dev.seaworthy.collectors.record.RecordCollector;
import dev.seaworthy.collectors.redis.RedisCollector;
import dev.seaworthy.collectors.testing.TestCollector;
import dev.seaworthy.collectors.tls.TlsCollector;
import java.util.List;

/** The built-in collectors, in the order in which they are asked about a document. */
public final class Collectors {
  private Collectors() {}

  /**
   * All of them, with the built-in paths to pods alone.
   *
   * @param salt keys the commitments that stand for secret values
   */
  public static List<Collector> all(Salt salt) {
    return all(new KubernetesCollector(salt));
  }

  /**
   * All of them.
   *
   * @param objects the one that reads Kubernetes objects
   */
  public static List<Collector> all(KubernetesCollector objects) {
    return List.of(
        objects,
        new NetworkCollector(),
        new ReachabilityCollector(),
        new TrivyCollector(),
        new OperatorCollector(),
        new GrypeCollector(),
        new ImageIndexCollector(),
        new VexCollector(),
        new BillCollector(),
        new IgnoreCollector(),
        new AttestationCollector(),
        new KnownExploitedCollector(),
        new ScanUnionCollector(),
        new IamCollector(objects.salt()),
        new TlsCollector(),
        new DependencyCollector(),
        new LoadCollector(),
        new TestCollector(),
        new RedisCollector(),
        new BackupCollector(),
        new RecordCollector(),
        new PathCollector());
  }

  /** Those that questions of the network need, and those that know what is no business of them. */
  public static List<Collector> forNetworks(KubernetesCollector objects) {
    return List.of(
        objects,
        new TrivyCollector(),
        new GrypeCollector(),
        new ImageIndexCollector(),
        new VexCollector(),
        new BillCollector(),
        new IgnoreCollector(),
        new AttestationCollector(),
        new KnownExploitedCollector(),
        new IamCollector(objects.salt()),
        new TlsCollector(),
        new DependencyCollector(),
        new LoadCollector(),
        new TestCollector(),
        new RedisCollector(),
        new BackupCollector(),
        new RecordCollector());
  }
}
