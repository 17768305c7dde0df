package dev.seaworthy.collectors.tls;

import static dev.seaworthy.collectors.tls.TraefikSamples.HSTS;
import static dev.seaworthy.collectors.tls.TraefikSamples.effects;
import static dev.seaworthy.collectors.tls.TraefikSamples.entryPoints;
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

class TraefikFileTest {
  @TempDir Path folder;

  @Test
  void argumentsMakeEntryPoints() {
    Snapshot snapshot =
        gather(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: traefik, namespace: traefik}
            spec:
              template:
                spec:
                  containers:
                  - name: traefik
                    image: registry.example/traefik:v3
                    args:
                    - --entryPoints.web.address=:80
                    - --entrypoints.web.http.redirections.entrypoint.to=websecure
                    - --entrypoints.websecure.address
                    - :443
                    - --entrypoints.websecure.http.tls=true
                    - --entrypoints.websecure.http.tls.certresolver=acme
                    - --entrypoints.plain
                    env: [{name: TRAEFIK_ENTRYPOINTS_METRICS_ADDRESS, value: ":9100"}]
            """
                + TraefikSamples.route("x", "null"));

    assertThat(entryPoints(snapshot))
        .containsExactly("plain  ", "web :80 redirectsToHttps", "websecure :443 tls");
    assertThat(snapshot.ofKind("tls/entry-point").get(0).locations().locate(JsonPath.ROOT))
        .hasToString("t.yaml:10:9");
    JsonNode route = snapshot.ofKind("tls/route").get(0).content().node();
    assertThat(route.get("tls").booleanValue()).isTrue();
    assertThat(route.get("certificate").textValue()).isEqualTo("resolver");
  }

  @Test
  void routersOwnTlsOverridesTheEntryPoints() {
    String proxy =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: traefik, namespace: traefik}
        data:
          traefik.yml: |
            entryPoints:
              websecure:
                address: ":443"
                http: {tls: {certResolver: acme}}
        """;

    assertThat(route(proxy + TraefikSamples.route("x", "{}")).get("certificate").textValue())
        .isEqualTo("default");
  }

  @Test
  void aConfigMapCarriesTraefiksFiles() {
    Snapshot snapshot =
        gather(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: traefik, namespace: traefik}
            data:
              other.conf: "a = b"
              traefik.yml: |
                entrypoints:
                  web: {address: ":80", http: {redirections: {entryPoint: {to: websecure}}}}
              dynamic.yml: |
                http:
                  routers:
                    erp:
                      rule: Host(`erp.example`)
                      middlewares: [sts, harbor-hsts@kubernetescrd]
                      tls: {options: strict}
                  middlewares:
                    sts: {headers: {customResponseHeaders: {strict-transport-security: max-age=60}}}
                tls:
                  options:
                    strict: {minVersion: VersionTLS13}
            """
                + HSTS);

    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(entryPoints(snapshot)).containsExactly("web :80 redirectsToHttps");
    JsonNode route = snapshot.ofKind("tls/route").get(0).content().node();
    assertThat(effects(route)).isEqualTo("hsts tls");
    assertThat(route.get("optionsFound").booleanValue()).isTrue();
    assertThat(snapshot.ofKind("tls/options").get(0).locations().locate(JsonPath.of("x")))
        .hasToString("t.yaml:9:3");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "traefik.yml: \"entryPoints:\\n  web: [\"",
        "traefik.toml: \"[entryPoints.web]\\naddress = ':80\"",
      })
  void aConfigMapsFileThatCannotBeReadIsAGap(String data) {
    Snapshot snapshot =
        gather(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: traefik}
            data:
              %s
            """
                .formatted(data));

    assertThat(Folder.gaps(snapshot)).containsExactly("UNREADABLE_TRAEFIK t.yaml:5:3");
  }

  @Test
  void aFileOfItsOwnIsReadWithLines() {
    Snapshot snapshot =
        gather(
            """
            http:
              routers:
                erp:
                  rule: Host(`erp.example`)
                  tls: {}
            tls:
              certificates:
              - {certFile: /erp.pem, keyFile: /erp.key}
              options:
                default:
                  minVersion: VersionTLS12
            """);

    Evidence route = snapshot.ofKind("tls/route").get(0);
    assertThat(route.content().node().get("certificate").textValue()).isEqualTo("store");
    assertThat(route.locations().locate(JsonPath.ROOT)).hasToString("t.yaml:3:5");
    assertThat(snapshot.ofKind("tls/options").get(0).content().node().get("isDefault").asBoolean())
        .isTrue();
    assertThat(Folder.gaps(snapshot)).isEmpty();
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
