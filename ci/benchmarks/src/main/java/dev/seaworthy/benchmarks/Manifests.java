package dev.seaworthy.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes manifests like those of real services: a Deployment and its Service in each file, most of
 * them sound, every tenth with a fault or two. The same seed gives the same files.
 */
public final class Manifests {
  private static final long SEED = 20261124;
  private static final int FILES_PER_FOLDER = 500;
  private static final int FAULT_EVERY = 10;

  private final Random random = new Random(SEED);

  Manifests() {}

  /** Arguments: the folder to write into, and how many files. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int files = Integer.parseInt(args[1]);
    Manifests manifests = new Manifests();
    for (int i = 0; i < files; i++) {
      Path team = folder.resolve("team-%03d".formatted(i / FILES_PER_FOLDER));
      Files.createDirectories(team);
      Files.writeString(team.resolve("service-%05d.yaml".formatted(i)), manifests.file(i));
    }
  }

  private String file(int number) {
    return file(
        number, "service-%05d".formatted(number), "team-%03d".formatted(number / FILES_PER_FOLDER));
  }

  /** A Deployment and its Service; the same number is faulty in every run. */
  String file(int number, String name, String namespace) {
    boolean faulty = number % FAULT_EVERY == 0;
    String tag = faulty && random.nextBoolean() ? ":latest" : ":1.4.2@sha256:" + hex();
    String privileged = faulty && random.nextBoolean() ? "true" : "false";
    return TEMPLATE
        .replace("NAMESPACE", namespace)
        .replace("NAME", name)
        .replace("TAG", tag)
        .replace("PRIVILEGED", privileged)
        .replace("REPLICAS", String.valueOf(1 + random.nextInt(4)));
  }

  private String hex() {
    StringBuilder digits = new StringBuilder(64);
    for (int i = 0; i < 8; i++) {
      digits.append("%08x".formatted(random.nextInt()));
    }
    return digits.toString();
  }

  private static final String TEMPLATE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: NAME
        namespace: NAMESPACE
        labels:
          app.kubernetes.io/name: NAME
          app.kubernetes.io/part-of: erp
      spec:
        replicas: REPLICAS
        selector:
          matchLabels:
            app.kubernetes.io/name: NAME
        strategy:
          type: RollingUpdate
          rollingUpdate: {maxUnavailable: 0, maxSurge: 1}
        template:
          metadata:
            labels:
              app.kubernetes.io/name: NAME
              app.kubernetes.io/part-of: erp
          spec:
            serviceAccountName: NAME
            automountServiceAccountToken: false
            priorityClassName: business
            terminationGracePeriodSeconds: 60
            topologySpreadConstraints:
            - maxSkew: 1
              topologyKey: topology.kubernetes.io/zone
              whenUnsatisfiable: ScheduleAnyway
              labelSelector:
                matchLabels: {app.kubernetes.io/name: NAME}
            securityContext:
              runAsNonRoot: true
              seccompProfile: {type: RuntimeDefault}
            initContainers:
            - name: migrate
              image: registry.example.com/erp/NAMETAG
              args: ["migrate", "--wait=60"]
              resources:
                requests: {cpu: 50m, memory: 64Mi}
                limits: {memory: 128Mi}
              securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
            containers:
            - name: app
              image: registry.example.com/erp/NAMETAG
              ports:
              - {name: http, containerPort: 8080}
              env:
              - name: DATABASE_URL
                valueFrom: {secretKeyRef: {name: NAME, key: url}}
              - {name: WORKERS, value: "4"}
              resources:
                requests: {cpu: 250m, memory: 256Mi}
                limits: {memory: 512Mi}
              readinessProbe:
                httpGet: {path: /ready, port: http}
              livenessProbe:
                httpGet: {path: /live, port: http}
                periodSeconds: 20
              securityContext:
                privileged: PRIVILEGED
                readOnlyRootFilesystem: true
                capabilities: {drop: [ALL]}
            volumes:
            - {name: tmp, emptyDir: {}}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: NAME
        namespace: NAMESPACE
      spec:
        selector:
          app.kubernetes.io/name: NAME
        ports:
        - {name: http, port: 80, targetPort: http}
      """;
}
