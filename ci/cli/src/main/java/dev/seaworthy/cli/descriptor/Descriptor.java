package dev.seaworthy.cli.descriptor;

import dev.seaworthy.collectors.SignatureTrust;
import dev.seaworthy.collectors.cluster.ClusterSelection;
import dev.seaworthy.collectors.document.Tree.Mark;
import dev.seaworthy.collectors.kubernetes.PodPath;
import dev.seaworthy.collectors.tls.probe.ProbeTarget;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.Digest;
import dev.seaworthy.engine.policy.NotApplicable;
import dev.seaworthy.engine.policy.Waiver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release as its {@code release.yaml} declares it.
 *
 * @param digest of the candidate, where declared
 * @param asOf the time to judge as of, where declared
 * @param evidence where to look
 * @param endpoints where it speaks TLS
 * @param podPaths where custom kinds keep their pods
 * @param bundles what to judge by
 * @param parameters values for the policies' parameters, by name
 */
public record Descriptor(
    String name,
    String version,
    Optional<Digest> digest,
    String environment,
    String architecture,
    Optional<Instant> asOf,
    List<EvidenceRequest> evidence,
    List<ProbeTarget> endpoints,
    List<PodPath> podPaths,
    List<BundlePin> bundles,
    Map<String, Placed<CanonicalJson>> parameters,
    List<Placed<Waiver>> waivers,
    List<Placed<NotApplicable>> notApplicable) {
  public static final String API_VERSION = "seaworthy.dev/v1";
  public static final String KIND = "Release";

  /** A value and where it stands in the descriptor. */
  public record Placed<T>(T value, Mark at) {}

  /**
   * One entry of {@code evidence}.
   *
   * @param collector whose evidence the paths promise to hold
   * @param paths relative to the descriptor's folder; none where a cluster is read
   * @param baseline whether they tell of the release before, and are only compared with
   * @param cluster what to read of which cluster
   * @param signers whose signatures count; files are relative to the descriptor's folder
   * @param passwordVariable what holds the password of key stores
   */
  public record EvidenceRequest(
      String collector,
      List<String> paths,
      boolean baseline,
      List<String> serves,
      List<String> trust,
      Optional<ClusterSelection> cluster,
      SignatureTrust signers,
      Optional<String> passwordVariable) {
    public EvidenceRequest {
      paths = List.copyOf(paths);
      serves = List.copyOf(serves);
      trust = List.copyOf(trust);
    }
  }

  /** One entry of {@code bundles}. */
  public record BundlePin(
      String name, Optional<String> version, Optional<Digest> digest, Mark at, Mark digestAt) {}

  public Descriptor {
    evidence = List.copyOf(evidence);
    endpoints = List.copyOf(endpoints);
    podPaths = List.copyOf(podPaths);
    bundles = List.copyOf(bundles);
    parameters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parameters));
    waivers = List.copyOf(waivers);
    notApplicable = List.copyOf(notApplicable);
  }
}
