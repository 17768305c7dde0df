package dev.seaworthy.collectors.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.collectors.Folder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod behind a Service, and one object that brings traffic to it from outside. */
class WaysInTest {
  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop, labels: {app: web}}
      spec:
        containers:
        - name: c
          image: i
          ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9000}, {name: quic, containerPort: 8080, protocol: UDP}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec:
        selector: {app: web}
        ports:
        - {name: http, port: 80, targetPort: http}
        - {name: admin, port: 81, targetPort: 9000}
        - {name: quic, port: 443, targetPort: quic, protocol: UDP}
        - {name: closed, port: 82, targetPort: 7000}
      ---
      """;

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "networking.k8s.io/v1      | Ingress | defaultBackend: {service: {name: web, port: {number: 80}}}     | TCP 8080",
        "networking.k8s.io/v1      | Ingress | rules: [{http: {paths: [{backend: {service: {name: web, port: {name: admin}}}}]}}] | TCP 9000",
        "networking.k8s.io/v1      | Ingress | defaultBackend: {service: {name: web, port: {number: 82}}}     | none",
        "networking.k8s.io/v1      | Ingress | defaultBackend: {service: {name: web, port: {name: quic}}}     | none",
        "networking.k8s.io/v1      | Ingress | defaultBackend: {service: {name: other, port: {number: 80}}}   | none",
        "extensions/v1beta1        | Ingress | backend: {serviceName: web, servicePort: http}                  | TCP 8080",
        "traefik.io/v1alpha1       | IngressRoute | routes: [{match: a, services: [{name: web, port: 80}]}]    | TCP 8080",
        "traefik.io/v1alpha1       | IngressRoute | routes: [{match: a, services: [{name: web}]}]              | TCP 8080,9000",
        "traefik.io/v1alpha1       | IngressRoute | routes: [{match: a, services: [{name: web, kind: TraefikService, port: 80}]}] | none",
        "traefik.containo.us/v1alpha1 | IngressRouteTCP | routes: [{match: a, services: [{name: web, port: admin}]}] | TCP 9000",
        "example.org/v1            | IngressRoute | routes: [{services: [{name: web, port: 80}]}]              | none",
        "gateway.networking.k8s.io/v1 | HTTPRoute | rules: [{backendRefs: [{name: web, port: 80}]}]            | TCP 8080",
        "gateway.networking.k8s.io/v1 | GRPCRoute | rules: [{backendRefs: [{name: web, port: 81}]}]            | TCP 9000",
        "gateway.networking.k8s.io/v1alpha2 | TCPRoute | rules: [{backendRefs: [{name: web, port: 80}, {name: web, port: 81}]}] | TCP 8080,9000",
        "gateway.networking.k8s.io/v1 | HTTPRoute | rules: [{backendRefs: [{name: web, namespace: back, port: 80}]}] | none",
        "gateway.networking.k8s.io/v1 | HTTPRoute | rules: [{backendRefs: [{name: web, kind: Bucket, group: x, port: 80}]}] | none",
        "route.openshift.io/v1     | Route   | to: {kind: Service, name: web}, port: {targetPort: 9000}        | TCP 9000",
      })
  void whatAWayInOpens(String api, String kind, String spec, String ports) {
    assertThat(fromController(way(api, kind, spec))).isEqualTo(ports);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ingress: [{from: [{podSelector: {}}]}]             | none",
        "ingress: [{from: [{namespaceSelector: {}}]}]       | TCP 8080",
        "ingress: [{ports: [{port: 9000}]}]                 | none",
        "ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]  | none",
      })
  void policiesHaveTheirSay(String spec, String ports) {
    String policy =
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\n"
            + "spec: {podSelector: {}, "
            + spec
            + "}\n---\n";
    String ingress = "defaultBackend: {service: {name: web, port: {number: 80}}}";
    assertThat(fromController(policy + way("networking.k8s.io/v1", "Ingress", ingress)))
        .isEqualTo(ports);
  }

  private static String way(String api, String kind, String spec) {
    return "apiVersion: %s\nkind: %s\nmetadata: {name: way, namespace: shop}\nspec: {%s}\n"
        .formatted(api, kind, spec);
  }

  private String fromController(String manifests) {
    Folder.at(temp).write("all.yaml", MANIFESTS + manifests);
    String start = "{ingress-controller} => shop/web[Pod] : ";
    List<String> ports = new ArrayList<>();
    Reachability.of(Inputs.in(temp))
        .forEach(
            one -> {
              if (one.line().startsWith(start)) {
                ports.add(one.ports().toString());
              }
            });
    return ports.isEmpty() ? "none" : ports.get(0);
  }
}
