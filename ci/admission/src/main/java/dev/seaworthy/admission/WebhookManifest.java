package dev.seaworthy.admission;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The ValidatingWebhookConfiguration that sends an API server's reviews to a server of ours.
 *
 * @param client where the server is, as one line of YAML
 * @param authority PEM text of the certificates that the server's is checked by
 * @param refusing whether requests are refused while no server answers
 * @param timeoutSeconds how long the API server waits, 1 to 30
 * @param spared name spaces whose objects are never sent
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/">
 *     Dynamic admission control</a>
 */
public record WebhookManifest(
    String client, String authority, boolean refusing, int timeoutSeconds, List<String> spared) {
  // Leases and what kubelets write keep a cluster alive; no control judges them.
  private static final String YAML =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata:
        name: seaworthy
      webhooks:
        - name: admission.seaworthy.dev
          admissionReviewVersions: [v1]
          sideEffects: None
          matchPolicy: Equivalent
          failurePolicy: %s
          timeoutSeconds: %d
          clientConfig:
            %s
            caBundle: %s
          namespaceSelector:
            matchExpressions:
              - key: kubernetes.io/metadata.name
                operator: NotIn
                values: [%s]
          matchConditions:
            - name: not-a-lease
              expression: request.resource.group != "coordination.k8s.io"
            - name: not-a-kubelet
              expression: '!("system:nodes" in request.userInfo.groups)'
          rules:
            - operations: [CREATE, UPDATE]
              apiGroups: [""]
              apiVersions: ["*"]
              resources:
                - configmaps
                - limitranges
                - namespaces
                - persistentvolumeclaims
                - pods
                - pods/ephemeralcontainers
                - replicationcontrollers
                - resourcequotas
                - secrets
                - serviceaccounts
                - services
            - operations: [CREATE, UPDATE]
              apiGroups:
                - apps
                - autoscaling
                - batch
                - gateway.networking.k8s.io
                - networking.k8s.io
                - policy
                - rbac.authorization.k8s.io
                - storage.k8s.io
              apiVersions: ["*"]
              resources: ["*"]
      """;

  public WebhookManifest {
    spared = List.copyOf(spared);
  }

  /** A webhook behind a Service of the cluster. */
  public static String service(String namespace, String name, int port) {
    return "service: {namespace: \"%s\", name: \"%s\", port: %d, path: /validate}"
        .formatted(namespace, name, port);
  }

  /** A webhook at an address that the API server reaches by itself. */
  public static String url(String url) {
    return "url: \"%s\"".formatted(url);
  }

  /** The manifest, ready to be applied. */
  public String toYaml() {
    return YAML.formatted(
        refusing ? "Fail" : "Ignore",
        timeoutSeconds,
        client,
        Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.US_ASCII)),
        String.join(", ", spared.stream().map(name -> "\"" + name + "\"").toList()));
  }
}
