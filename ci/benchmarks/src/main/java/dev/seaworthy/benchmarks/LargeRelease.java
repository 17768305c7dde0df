package dev.seaworthy.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a release of as many Kubernetes objects as are asked for: a file for each service with the
 * eight objects that a service of an ERP has, teams of fifty services in name spaces of their own,
 * every tenth service with a fault or two. The same seed gives the same files. What judges it is
 * for the caller to add.
 */
public final class LargeRelease {
  private static final int OBJECTS_PER_SERVICE = 8;
  private static final int SERVICES_PER_TEAM = 50;
  private static final int PEERS = 3;
  private static final long SEED = 20261201;

  private final Random random = new Random(SEED);
  private final Manifests manifests = new Manifests();

  private LargeRelease() {}

  /** Arguments: the folder to write into, and how many objects. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int services = Integer.parseInt(args[1]) / OBJECTS_PER_SERVICE;
    LargeRelease release = new LargeRelease();
    for (int i = 0; i < services; i++) {
      Path team = folder.resolve("manifests").resolve(namespace(i));
      Files.createDirectories(team);
      Files.writeString(team.resolve(name(i) + ".yaml"), release.service(i));
    }
    Files.writeString(folder.resolve("release.yaml"), RELEASE);
  }

  private String service(int number) {
    boolean faulty = number % 10 == 5;
    StringBuilder peers = new StringBuilder();
    int team = number - number % SERVICES_PER_TEAM;
    for (int i = 0; i < PEERS; i++) {
      peers
          .append("    - podSelector: {matchLabels: {app.kubernetes.io/name: ")
          .append(name(team + random.nextInt(SERVICES_PER_TEAM)))
          .append("}}\n");
    }
    return manifests.file(number, name(number), namespace(number))
        + BESIDE
            .replace("PEERS\n", peers)
            .replace("TLS\n", faulty && random.nextBoolean() ? "" : TLS)
            .replace("DISRUPTED", faulty && random.nextBoolean() ? "0" : "1")
            .replace("NAMESPACE", namespace(number))
            .replace("NAME", name(number));
  }

  private static String name(int number) {
    return "service-%05d".formatted(number);
  }

  private static String namespace(int number) {
    return "team-%03d".formatted(number / SERVICES_PER_TEAM);
  }

  private static final String RELEASE =
      """
      apiVersion: seaworthy.dev/v1
      kind: Release
      candidate:
        name: large-erp
        version: 1.0.0
        digest: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
      environment: production
      asOf: 2026-11-25T04:20:00Z
      evidence:
      - collector: kubernetes
        paths: [manifests]
      """;

  private static final String TLS =
      """
        tls:
        - hosts: [NAME.erp.example]
          secretName: NAME-tls
      """;

  private static final String BESIDE =
      """
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: NAME
        namespace: NAMESPACE
      automountServiceAccountToken: false
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: NAME
        namespace: NAMESPACE
      data:
        log_level: info
        workers: "4"
        queue: NAMESPACE.NAME.jobs
        NAME.conf: |
          [options]
          proxy_mode = True
          limit_time_cpu = 600
          limit_time_real = 1200
          limit_memory_hard = 2684354560
          max_cron_threads = 2
          data_dir = /var/lib/NAME
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: NAME
        namespace: NAMESPACE
      spec:
        podSelector:
          matchLabels:
            app.kubernetes.io/name: NAME
        policyTypes: [Ingress, Egress]
        ingress:
        - from:
      PEERS
          ports:
          - {protocol: TCP, port: 8080}
        egress:
        - to:
      PEERS
          ports:
          - {protocol: TCP, port: 8080}
        - ports:
          - {protocol: UDP, port: 53}
          - {protocol: TCP, port: 53}
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata:
        name: NAME
        namespace: NAMESPACE
      spec:
        maxUnavailable: DISRUPTED
        selector:
          matchLabels:
            app.kubernetes.io/name: NAME
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: NAME
        namespace: NAMESPACE
      spec:
        scaleTargetRef:
          apiVersion: apps/v1
          kind: Deployment
          name: NAME
        minReplicas: 2
        maxReplicas: 6
        metrics:
        - type: Resource
          resource:
            name: cpu
            target: {type: Utilization, averageUtilization: 70}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: NAME
        namespace: NAMESPACE
      spec:
        ingressClassName: traefik
      TLS
        rules:
        - host: NAME.erp.example
          http:
            paths:
            - path: /
              pathType: Prefix
              backend:
                service:
                  name: NAME
                  port: {name: http}
      """;
}
