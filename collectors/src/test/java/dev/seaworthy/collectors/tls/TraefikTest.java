package dev.seaworthy.collectors.tls;

import static dev.seaworthy.collectors.tls.TraefikSamples.HSTS;
import static dev.seaworthy.collectors.tls.TraefikSamples.effects;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraefikTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "middleware {0}: {1}")
  @CsvSource({
    "hsts, hsts",
    "to-https, redirectsToHttps",
    "both, hsts redirectsToHttps tls",
    "harbor-hsts@kubernetescrd, hsts",
    "gone, unresolved",
  })
  void middlewaresAreResolvedThroughChains(String middleware, String effects) {
    String found = effects(route(HSTS + TraefikSamples.route(middleware, "{secretName: erp-tls}")));

    assertThat(found).isEqualTo(effects.contains("tls") ? effects : effects + " tls");
  }

  @Test
  void aMiddlewareOfAnotherNamespaceIsAnother() {
    assertThat(effects(route(HSTS.replace("harbor", "other") + TraefikSamples.route("hsts", "{}"))))
        .isEqualTo("unresolved tls");
  }

  @ParameterizedTest(name = "tls {0} takes its certificate from {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{secretName: erp-tls}|secret",
        "{certResolver: acme}|resolver",
        "{}|default",
      })
  void certificatesComeFromSomewhere(String tls, String certificate) {
    assertThat(route(TraefikSamples.route("x", tls)).get("certificate").textValue())
        .isEqualTo(certificate);
  }

  @Test
  void theDefaultStoresCertificateReplacesTraefiksOwn() {
    String store =
        """
        ---
        apiVersion: traefik.containo.us/v1alpha1
        kind: TLSStore
        metadata: {name: default, namespace: traefik}
        spec: {defaultCertificate: {secretName: wildcard}}
        """;

    assertThat(route(store + TraefikSamples.route("x", "{}")).get("certificate").textValue())
        .isEqualTo("store");
  }

  @Test
  void aRouteWithoutTlsIsPlain() {
    JsonNode route = route(TraefikSamples.route("x", "null"));

    assertThat(route.get("tls").booleanValue()).isFalse();
    assertThat(route.get("hosts").toString()).isEqualTo("[\"erp.example\"]");
    assertThat(route.get("entryPoints").toString()).isEqualTo("[\"websecure\"]");
  }

  @ParameterizedTest(name = "options {0} in {1}: {2}")
  @CsvSource({"strict, harbor, true", "strict, other, false", "gone, harbor, false"})
  void namedOptionsAreLookedUp(String name, String namespace, boolean found) {
    String option =
        """
        ---
        apiVersion: traefik.io/v1alpha1
        kind: TLSOption
        metadata: {name: strict, namespace: %s}
        spec: {minVersion: VersionTLS13}
        """
            .formatted(namespace);
    JsonNode route =
        route(option + TraefikSamples.route("x", "{options: {name: %s}}".formatted(name)));

    assertThat(route.get("optionsFound").booleanValue()).isEqualTo(found);
    assertThat(route.at("/options/namespace").textValue()).isEqualTo("harbor");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"traefik.io/v1alpha1", "traefik.containo.us/v1alpha1"})
  void tlsOptionsAreRead(String apiVersion) {
    Evidence options =
        only(
            "tls/options",
            """
            apiVersion: %s
            kind: TLSOption
            metadata: {name: default, namespace: traefik}
            spec:
              minVersion: VersionTLS10
              cipherSuites: [TLS_RSA_WITH_AES_128_CBC_SHA]
              sniStrict: true
            """
                .formatted(apiVersion));

    assertThat(options.content().toString())
        .isEqualTo(
            "{\"cipherSuites\":[\"TLS_RSA_WITH_AES_128_CBC_SHA\"],\"curvePreferences\":[],"
                + "\"isDefault\":true,\"minVersion\":\"VersionTLS10\",\"name\":\"default\","
                + "\"namespace\":\"traefik\",\"origin\":\"TLSOption\",\"path\":[\"spec\"],"
                + "\"sniStrict\":true}");
    assertThat(options.locations().locate(JsonPath.of("spec", "minVersion")))
        .hasToString("t.yaml:5:3");
    assertThat(options.locations().locate(JsonPath.ROOT)).hasToString("t.yaml:4:1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "minVersion: 12|t.yaml:4:21",
        "cipherSuites: A|t.yaml:4:23",
        "sniStrict: 'x'|t.yaml:4:20"
      })
  void anOptionOfTheWrongTypeIsAGap(String field, String place) {
    Snapshot snapshot =
        gather(
            """
            apiVersion: traefik.io/v1alpha1
            kind: TLSOption
            metadata: {name: a}
            spec: {  %s}
            """
                .formatted(field));

    assertThat(Folder.gaps(snapshot)).singleElement().asString().startsWith("MALFORMED_TRAEFIK");
    assertThat(Folder.gaps(snapshot).get(0)).contains(place.substring(0, 9));
  }

  @Test
  void anIngressIsReadWithItsAnnotations() {
    JsonNode route =
        route(
            HSTS
                + """
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata:
                  name: erp
                  namespace: harbor
                  annotations:
                    traefik.ingress.kubernetes.io/router.entrypoints: web, websecure
                    traefik.ingress.kubernetes.io/router.tls: "true"
                    traefik.ingress.kubernetes.io/router.middlewares: harbor-both@kubernetescrd
                spec:
                  rules: [{host: ERP.example}]
                  tls: [{hosts: [erp.example], secretName: erp-tls}]
                """);

    assertThat(effects(route)).isEqualTo("hsts redirectsToHttps tls");
    assertThat(route.get("hosts").toString()).isEqualTo("[\"erp.example\"]");
    assertThat(route.get("entryPoints").toString()).isEqualTo("[\"web\",\"websecure\"]");
    assertThat(route.get("certificate").textValue()).isEqualTo("secret");
    assertThat(route.get("secretName").textValue()).isEqualTo("erp-tls");
  }

  @Test
  void anIngressEntryWithoutSecretIsLeftToTheDefaultCertificate() {
    JsonNode route =
        route(
            """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: erp
              namespace: harbor
              annotations: {traefik.ingress.kubernetes.io/router.tls: "true"}
            spec: {tls: [{secretName: a}, {hosts: [b.example]}]}
            """);

    assertThat(route.get("certificate").textValue()).isEqualTo("default");
    assertThat(route.get("tls").booleanValue()).isTrue();
  }

  @Test
  void theTlsSectionOfAnIngressOnlyLoadsCertificates() {
    assertThat(route(ingress("", "")).get("tls").booleanValue()).isFalse();
  }

  @ParameterizedTest(name = "class {0} of controller {1}: {2} routes, {3} gaps")
  @CsvSource({
    "traefik, '', 1, 0",
    "nginx, '', 0, 0",
    "edge, '', 0, 1",
    "edge, traefik.io/ingress-controller, 1, 0",
    "edge, k8s.io/ingress-nginx, 0, 0",
    "traefik-v1, k8s.io/ingress-nginx, 0, 0"
  })
  void anIngressIsJudgedWhereTraefikServesIt(String name, String controller, int routes, int gaps) {
    Snapshot snapshot = gather(ingress(name, controller));

    assertThat(snapshot.ofKind("tls/route")).hasSize(routes);
    assertThat(Folder.gaps(snapshot)).hasSize(gaps);
  }

  private static String ingress(String name, String controller) {
    String type = name.isEmpty() ? "" : "ingressClassName: " + name + ", ";
    String ingress =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: erp, namespace: harbor}
        spec: {CLASS tls: [{secretName: a}]}
        """
            .replace("CLASS ", type);
    return controller.isEmpty()
        ? ingress
        : ingress
            + """
              ---
              apiVersion: networking.k8s.io/v1
              kind: IngressClass
              metadata: {name: NAME}
              spec: {controller: CONTROLLER}
              """
                .replace("NAME", name)
                .replace("CONTROLLER", controller);
  }

  @Test
  void stsOfZeroSecondsIsNoHsts() {
    assertThat(effects(route(HSTS.replace("31536000", "0") + TraefikSamples.route("hsts", "{}"))))
        .isEqualTo("tls");
  }

  @Test
  void aRuleWithoutTheMiddlewareLeavesTheRouteWithout() {
    String two =
        TraefikSamples.route("hsts", "{}")
            .replace("  tls:", "  - {match: Host(`b.example`), kind: Rule}\n  tls:");

    assertThat(effects(route(HSTS + two))).isEqualTo("tls");
  }

  private JsonNode route(String yaml) {
    return only("tls/route", yaml).content().node();
  }

  private Evidence only(String kind, String yaml) {
    List<Evidence> evidence = gather(yaml).ofKind(kind);
    assertThat(evidence).hasSize(1);
    return evidence.get(0);
  }

  private Snapshot gather(String yaml) {
    return Folder.at(folder).write("t.yaml", yaml).gather();
  }
}
