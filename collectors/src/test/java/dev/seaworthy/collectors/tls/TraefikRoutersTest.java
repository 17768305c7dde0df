package dev.seaworthy.collectors.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraefikRoutersTest {
  private static final Path RAW_DATA = Path.of("../../shared/oracles/live/traefik-rawdata.json");

  private static final String DYNAMIC =
      """
      http:
        routers:
          all: {entryPoints: [web], rule: "Host(`erp.test`)", service: web, middlewares: [chain]}
          ws: {rule: "Host(`erp.test`) && PathPrefix(`/websocket`)", priority: 100, service: both}
          lost: {rule: "Host(`b.test`)", service: nope}
        middlewares:
          limit: {rateLimit: {average: 10}}
          zero: {rateLimit: {average: 0}}
          office: {ipAllowList: {sourceRange: [10.0.0.0/8]}}
          everyone: {ipAllowList: {sourceRange: [10.0.0.0/8, 0.0.0.0/0]}}
          chain: {chain: {middlewares: [zero, limit, "else@file"]}}
        services:
          web: {loadBalancer: {serversTransport: slow, servers: [{url: "http://a"}, {url: "http://b"}]}}
          ws: {loadBalancer: {sticky: {cookie: {name: s, secure: true, sameSite: Lax}}, servers: []}}
          both: {weighted: {services: [{name: web}, {name: ws}, {name: both}]}}
        serversTransports:
          slow: {insecureSkipVerify: true, forwardingTimeouts: {responseHeaderTimeout: 1m30s}}
      """;

  private static final String OBJECTS =
      """
      apiVersion: traefik.io/v1alpha1
      kind: IngressRoute
      metadata: {name: erp, namespace: harbor}
      spec:
        routes:
        - match: Host(`erp.test`)
          middlewares: [{name: limit}]
          services:
          - {name: odoo, port: 8069, serversTransport: slow}
          - {name: odoo-b, port: http, nativeLB: true, sticky: {cookie: {httpOnly: true}}}
        - match: Host(`erp.test`) && PathPrefix(`/websocket`)
          priority: 7
          services: [{kind: TraefikService, name: ws}, {kind: TraefikService, name: other, namespace: b}]
      ---
      apiVersion: traefik.io/v1alpha1
      kind: TraefikService
      metadata: {name: ws, namespace: harbor}
      spec: {mirroring: {name: odoo, port: 8072, mirrors: [{name: shadow, port: 1}]}}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: old
        namespace: harbor
        annotations:
          traefik.ingress.kubernetes.io/router.priority: "42"
          traefik.ingress.kubernetes.io/router.middlewares: harbor-limit@kubernetescrd
      spec:
        defaultBackend: {service: {name: gone, port: {number: 80}}}
        rules:
        - host: "*.old.test"
          http:
            paths:
            - {path: /web, pathType: Prefix, backend: {service: {name: odoo, port: {name: http}}}}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: odoo
        namespace: harbor
        annotations:
          traefik.ingress.kubernetes.io/service.sticky.cookie: "true"
          traefik.ingress.kubernetes.io/service.sticky.cookie.secure: "true"
          traefik.ingress.kubernetes.io/service.sticky.cookie.samesite: Strict
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "limit@file, true, false, 0",
    "zero@file, false, false, 0",
    "office@file, false, true, 0",
    "everyone@file, false, false, 0",
    "chain@file, true, false, 1",
  })
  void middlewaresLimitAndGuard(String name, boolean limits, boolean guards, int unresolved) {
    JsonNode middleware = named(gather(DYNAMIC), "tls/middleware", name);

    assertThat(middleware.get("limits").booleanValue()).isEqualTo(limits);
    assertThat(middleware.get("guards").booleanValue()).isEqualTo(guards);
    assertThat(middleware.get("unresolvedMiddlewares")).hasSize(unresolved);
  }

  @Test
  void aFilesRouterLeadsToAllThatItsServiceChooses() {
    JsonNode router = named(gather(DYNAMIC), "tls/router", "ws");

    assertThat(router.get("priority").intValue()).isEqualTo(100);
    assertThat(router.get("services").findValuesAsText("name"))
        .containsExactly("both@file", "web@file", "ws@file", "s");
    assertThat(router.at("/services/0/choices").intValue()).isEqualTo(3);
    assertThat(router.at("/services/1/servers").intValue()).isEqualTo(2);
    assertThat(router.at("/services/1/transport").textValue()).isEqualTo("slow@file");
    assertThat(router.at("/services/2/sticky"))
        .hasToString("{\"httpOnly\":false,\"name\":\"s\",\"sameSite\":\"lax\",\"secure\":true}");
  }

  @Test
  void aServiceThatIsNotThereIsNamed() {
    JsonNode router = named(gather(DYNAMIC), "tls/router", "lost");

    assertThat(router.get("services")).isEmpty();
    assertThat(router.get("unresolvedServices")).hasToString("[\"nope@file\"]");
    assertThat(router.get("priority").intValue()).isEqualTo("Host(`b.test`)".length());
  }

  @Test
  void transportsHaveTheirTimeouts() {
    JsonNode transport = named(gather(DYNAMIC), "tls/transport", "slow@file");

    assertThat(transport.get("responseHeaderSeconds").intValue()).isEqualTo(90);
    assertThat(transport.get("dialSeconds").intValue()).isEqualTo(30);
    assertThat(transport.get("insecureSkipVerify").booleanValue()).isTrue();
  }

  @Test
  void severalServicesOfARuleAreAChoice() {
    JsonNode first = matching("Host(`erp.test`)");

    assertThat(first.get("middlewares")).hasToString("[\"harbor-limit@kubernetescrd\"]");
    assertThat(first.at("/services/0/kind").textValue()).isEqualTo("weighted");
    assertThat(first.at("/services/0/choices").intValue()).isEqualTo(2);
    assertThat(first.at("/services/1/transport").textValue())
        .isEqualTo("harbor-slow@kubernetescrd");
    assertThat(first.at("/services/1/port").textValue()).isEqualTo("8069");
    assertThat(first.at("/services/2/nativeLb").booleanValue()).isTrue();
    assertThat(first.at("/services/2/sticky/httpOnly").booleanValue()).isTrue();
  }

  @Test
  void aMirrorsCopiesAreNoAnswers() {
    JsonNode second = matching("Host(`erp.test`) && PathPrefix(`/websocket`)");

    assertThat(second.get("priority").intValue()).isEqualTo(7);
    assertThat(second.get("services").findValuesAsText("name"))
        .containsExactly("", "harbor-ws@kubernetescrd", "harbor-odoo@kubernetescrd");
    assertThat(second.get("unresolvedServices")).hasToString("[\"b-other@kubernetescrd\"]");
  }

  @Test
  void anIngressTakesWhatItsServicesSay() {
    JsonNode rule = matching("HostRegexp(`^[a-zA-Z0-9-]+\\.old\\.test$`) && PathPrefix(`/web`)");
    JsonNode rest = matching("PathPrefix(`/`)");

    assertThat(rule.get("priority").intValue()).isEqualTo(42);
    assertThat(rule.at("/services/0/sticky/sameSite").textValue()).isEqualTo("strict");
    assertThat(rule.at("/services/0/port").textValue()).isEqualTo("http");
    assertThat(rest.get("priority").intValue()).isNegative();
    assertThat(rest.get("unresolvedServices")).hasToString("[\"harbor-gone@kubernetes\"]");
  }

  @Test
  void whatTraefikItselfSaysIsRead() throws IOException {
    assumeTrue(Files.exists(RAW_DATA), "the answer of a real Traefik is not beside the project");
    Snapshot snapshot =
        Folder.at(folder).write("raw.json", Files.readString(RAW_DATA)).gather("raw.json");
    JsonNode broken = named(snapshot, "tls/router", "broken@file");
    JsonNode erp = named(snapshot, "tls/router", "erp@file");

    assertThat(broken.get("status").textValue()).isEqualTo("disabled");
    assertThat(broken.at("/errors/0").textValue()).contains("nope@file");
    assertThat(erp.get("middlewares")).hasToString("[\"rl@file\",\"hsts@file\"]");
    assertThat(erp.at("/services/0/sticky/name").textValue()).isEqualTo("odoo_srv");
    assertThat(named(snapshot, "tls/router", "erp2@file").get("priority").intValue()).isEqualTo(46);
    assertThat(named(snapshot, "tls/middleware", "rl@file").get("limits").booleanValue()).isTrue();
    assertThat(snapshot.ofKind("tls/route")).isEmpty();
  }

  @Test
  void argumentsSayHowTheProxyIsStarted() {
    Snapshot snapshot =
        gather(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: edge, namespace: traefik}
            spec:
              containers:
              - name: traefik
                image: docker.io/library/traefik:v3.5
                args:
                - --api.insecure
                - --accesslog=true
                - --accesslog.format=json
                - --entrypoints.web.address=:80
                - --entrypoints.web.forwardedHeaders.trustedIPs=10.0.0.0/8,0.0.0.0/0
                - --entrypoints.web.transport.respondingTimeouts.readTimeout=300
                - --entrypoints.web.http.middlewares=limit@file
                - --serversTransport.forwardingTimeouts.responseHeaderTimeout=2m
                - --certificatesresolvers.le.acme.tlschallenge=true
            """);
    JsonNode proxy = contents(snapshot, "tls/proxy").get(0);
    JsonNode web = contents(snapshot, "tls/entry-point").get(0);

    assertThat(proxy.get("apiInsecure").booleanValue()).isTrue();
    assertThat(proxy.get("dashboard").booleanValue()).isTrue();
    assertThat(proxy.get("accessLog").booleanValue()).isTrue();
    assertThat(proxy.at("/transport/responseHeaderSeconds").intValue()).isEqualTo(120);
    assertThat(proxy.at("/certificateResolvers/0/challenge").booleanValue()).isTrue();
    assertThat(web.at("/forwardedHeaders/trustedIPs"))
        .hasToString("[\"10.0.0.0/8\",\"0.0.0.0/0\"]");
    assertThat(web.get("readSeconds").intValue()).isEqualTo(300);
    assertThat(web.get("writeSeconds").intValue()).isZero();
    assertThat(web.get("idleSeconds").intValue()).isEqualTo(180);
    assertThat(web.get("middlewares")).hasToString("[\"limit@file\"]");
  }

  @Test
  void argumentsThatNameAFileLeaveItToTheFile() {
    Snapshot snapshot =
        gather(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: edge, namespace: traefik}
            spec:
              containers:
              - {name: t, image: "traefik:v3", args: [--configFile=/etc/traefik.yml, --api.insecure]}
            """);

    assertThat(snapshot.ofKind("tls/proxy")).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1} seconds")
  @CsvSource({"30s, 30", "1h2m3s, 3723", "500ms, 1", "0s, 0", "90, 90", "1.5m, 90"})
  void durationsAreReadAsGoDoes(String text, long seconds) {
    assertThat(GoDuration.seconds(text)).hasValue(seconds);
  }

  @ParameterizedTest(name = "{0} is no duration")
  @CsvSource({"30 s", "s", "-1s", "1d", "''", "99999999999"})
  void whatIsNoDurationIsRefused(String text) {
    assertThat(GoDuration.seconds(text)).isEmpty();
  }

  private JsonNode matching(String rule) {
    return contents(gather(OBJECTS), "tls/router").stream()
        .filter(one -> one.get("match").textValue().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "traefik.io/v1alpha1 | IngressRoute | routes: [{match: 5}] | t.yaml:4:18",
        "traefik.io/v1alpha1 | IngressRoute | routes: [{middlewares: x}] | t.yaml:4:18",
        "traefik.io/v1alpha1 | IngressRoute | routes: [{middlewares: [{name: 5}]}] | t.yaml:4:33",
        "traefik.io/v1alpha1 | IngressRoute | tls: {options: {name: a, namespace: 5}} | t.yaml:4:33",
        "networking.k8s.io/v1 | Ingress | rules: [{host: 5}] | t.yaml:4:17",
      })
  void whatIsWrongWithARouteIsToldOnce(String version, String kind, String spec, String place) {
    Snapshot snapshot =
        gather(
            """
            apiVersion: %s
            kind: %s
            metadata: {name: a, namespace: harbor}
            spec: {%s}
            """
                .formatted(version, kind, spec));
    assertThat(Folder.gaps(snapshot)).containsExactly("MALFORMED_TRAEFIK " + place);
  }

  @Test
  void whatIsWrongWithAnIngressOrARouterOfAFileIsToldOnce() {
    assertThat(
            Folder.gaps(
                gather(
                    """
                    apiVersion: networking.k8s.io/v1
                    kind: Ingress
                    metadata: {name: a, namespace: harbor, annotations: x}
                    spec: {}
                    """)))
        .containsExactly("INVALID_MANIFEST t.yaml:3:40");
    assertThat(Folder.gaps(gather("http: {routers: {a: {rule: 5, service: b}}}\n")))
        .containsExactly("MALFORMED_TRAEFIK t.yaml:1:28");
  }

  private Snapshot gather(String text) {
    return Folder.at(folder).write("t.yaml", text).gather("t.yaml");
  }

  private static List<JsonNode> contents(Snapshot snapshot, String kind) {
    return snapshot.ofKind(kind).stream().map(one -> one.content().node()).toList();
  }

  private static JsonNode named(Snapshot snapshot, String kind, String name) {
    return contents(snapshot, kind).stream()
        .filter(one -> one.get("name").textValue().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
