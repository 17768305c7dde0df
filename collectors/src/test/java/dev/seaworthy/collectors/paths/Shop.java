package dev.seaworthy.collectors.paths;

import java.util.List;

/** Manifests of a shop and scans of what it runs. */
final class Shop {
  private Shop() {}

  /** Eight lines. */
  static String deployment(String name, String image, int port, String pod) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME, namespace: shop}
        spec:
          template:
            metadata: {labels: {app: NAME}}
            spec: {POD containers: [{name: c, image: 'IMAGE', ports: [{containerPort: PORT}]}]}
        ---
        """
        .replace("NAME", name)
        .replace("IMAGE", image)
        .replace("POD ", pod)
        .replace("PORT", String.valueOf(port));
  }

  static String ingress(String name) {
    return """
        apiVersion: v1
        kind: Service
        metadata:
          name: NAME
          namespace: shop
        spec:
          selector: {app: NAME}
          ports: [{port: 80, targetPort: 8080}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: NAME, namespace: shop}
        spec: {defaultBackend: {service: {name: NAME, port: {number: 80}}}}
        ---
        """
        .replace("NAME", name);
  }

  static String balancer(String name, int port) {
    return """
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: shop}
        spec: {type: LoadBalancer, selector: {app: %s}, ports: [{port: 443, targetPort: %s}]}
        ---
        """
        .formatted(name, name, port);
  }

  static String deny(String name) {
    return policy(name, "ingress: []");
  }

  static String admit(String name, String from) {
    return policy(
        name, "ingress: [{from: [{podSelector: {matchLabels: {app: %s}}}]}]".formatted(from));
  }

  private static String policy(String name, String rules) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: shop}
        spec: {podSelector: {matchLabels: {app: %s}}, policyTypes: [Ingress], %s}
        ---
        """
        .formatted(name, name, rules);
  }

  static String role(String account, String resource, String verb) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: NAME, namespace: shop}
        rules: [{apiGroups: [''], resources: ['RESOURCE'], verbs: ['VERB']}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: NAME, namespace: shop}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: NAME}
        subjects: [{kind: ServiceAccount, name: NAME, namespace: shop}]
        ---
        """
        .replace("NAME", account)
        .replace("RESOURCE", resource)
        .replace("VERB", verb);
  }

  static String scan(String image, String... vulnerabilities) {
    return """
        {"SchemaVersion": 2, "ArtifactName": "%s", "ArtifactType": "container_image", "CreatedAt": "2026-11-01T00:00:00Z",
         "Metadata": {}, "Results": [{"Target": "t", "Class": "lang-pkgs", "Type": "x", "Vulnerabilities": [%s]}]}
        """
        .formatted(image, String.join(",", List.of(vulnerabilities)));
  }

  static String cve(String id, String severity, String fixed) {
    return cve(id, severity, fixed, "");
  }

  static String cve(String id, String severity, String fixed, String vector) {
    String cvss =
        vector.isEmpty() ? "" : ", \"CVSS\": {\"nvd\": {\"V3Vector\": \"" + vector + "\"}}";
    String fix = fixed.isEmpty() ? "" : ", \"FixedVersion\": \"" + fixed + "\"";
    return """
        {"VulnerabilityID": "%s", "PkgName": "lib", "InstalledVersion": "1", "Severity": "%s",
         "PkgIdentifier": {"PURL": "pkg:generic/lib@1"}%s%s}"""
        .formatted(id, severity, fix, cvss);
  }
}
