package dev.seaworthy.collectors;

import dev.seaworthy.engine.evidence.Evidence;
import java.util.List;

/** The kinds of evidence that built-in collectors give. */
public final class EvidenceKinds {
  public static final String WORKLOAD = "kubernetes/workload";
  public static final String OBJECT = "kubernetes/object";
  public static final String CLUSTER = "kubernetes/cluster";
  public static final String IMAGE_SCAN = "image/scan";
  public static final String IMAGE_AUDIT = "image/audit";
  public static final String IMAGE_VEX = "image/vex";
  public static final String IMAGE_SBOM = "image/sbom";
  public static final String IMAGE_IGNORE = "image/ignore";
  public static final String IMAGE_INDEX = "image/index";
  public static final String IMAGE_ATTESTATION = "image/attestation";
  public static final String KNOWN_EXPLOITED = "image/known-exploited";
  public static final String CERTIFICATE = "tls/certificate";
  public static final String TLS_OPTIONS = "tls/options";
  public static final String TLS_ROUTE = "tls/route";
  public static final String TLS_ENTRY_POINT = "tls/entry-point";
  public static final String TLS_ROUTER = "tls/router";
  public static final String TLS_MIDDLEWARE = "tls/middleware";
  public static final String TLS_SERVICE = "tls/service";
  public static final String TLS_TRANSPORT = "tls/transport";
  public static final String TLS_PROXY = "tls/proxy";
  public static final String TLS_NGINX_SERVER = "tls/nginx-server";
  public static final String TLS_ENDPOINT = "tls/endpoint";
  public static final String PRINCIPAL = "iam/principal";
  public static final String ROLE_MAP = "iam/role-map";
  public static final String DECLARED_RIGHTS = "iam/declared-rights";
  public static final String CLIENT = "iam/client";
  public static final String REALM = "iam/realm";
  public static final String ROLE_COMPARISON = "iam/role-comparison";
  public static final String SIGN_ON_COMPARISON = "iam/sign-on-comparison";
  public static final String NETWORK_POLICY = "network/policy";
  public static final String NETWORK_NAMESPACE = "network/namespace";
  public static final String NETWORK_WORKLOAD = "network/workload";
  public static final String NETWORK_REACHABILITY = "network/reachability";
  public static final String NETWORK_ROUTE = "network/route";
  public static final String LOAD_RUN = "load/run";
  public static final String LOAD_COMPARISON = "load/comparison";
  public static final String TEST_RUN = "test/run";
  public static final String REDIS_SERVER = "redis/server";
  public static final String BACKUP_STANZA = "backup/stanza";
  public static final String DEPENDENCY_SET = "dependency/set";

  /** What is reached from the internet, and how. */
  public static final String PATHS = "path/internet";

  /** What {@code release.yaml} says of the release itself. */
  public static final String RELEASE = "release/descriptor";

  private EvidenceKinds() {}

  /** Whether {@code evidence} is a Kubernetes object. */
  public static boolean isManifest(Evidence evidence) {
    return evidence.kind().equals(WORKLOAD) || evidence.kind().equals(OBJECT);
  }

  /** What is of {@code kind}, as it was before the release: policies that judge it pass it over. */
  public static String before(String kind) {
    return kind + "-before";
  }

  /** Patterns of all that the documents of {@code collector} may give, with what is derived. */
  public static List<String> from(String collector) {
    return collector.equals("kubernetes")
        ? List.of("kubernetes/*", "network/*", "iam/*", "tls/*", "path/*")
        : List.of(collector + "/*");
  }
}
