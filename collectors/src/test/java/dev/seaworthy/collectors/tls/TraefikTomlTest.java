package dev.seaworthy.collectors.tls;

import static dev.seaworthy.collectors.tls.TraefikSamples.entryPoints;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraefikTomlTest {
  static final String YAML =
      """
      http:
        routers:
          erp:
            rule: Host(`erp.example`) && PathPrefix(`/web`)
            entryPoints: [websecure]
            priority: 42
            service: web
            middlewares: [limit, headers]
            tls: {options: modern, certResolver: le}
          plain: {rule: "Host(`erp.example`)", service: web}
        middlewares:
          limit: {rateLimit: {average: 10, burst: 20}}
          headers: {headers: {stsSeconds: 31536000}}
        services:
          web:
            loadBalancer:
              sticky: {cookie: {name: s, secure: true, httpOnly: true, sameSite: lax}}
              servers: [{url: "http://127.0.0.1:1"}, {url: "http://127.0.0.1:2"}]
      tls:
        options:
          modern:
            minVersion: VersionTLS13
            curvePreferences: [X25519, CurveP256]
      """;

  static final String TOML =
      """
      # The same, with keys in another case, as Traefik takes them.
      [http.routers.erp]
        rule = "Host(`erp.example`) && PathPrefix(`/web`)"
        entrypoints = ["websecure"]
        Priority = 42
        service = "web"
        middlewares = [
          "limit", # a comment, and [brackets]
          "headers",
        ]
        [http.routers.erp.tls]
          options = 'modern'
          certresolver = "le"
      [http.routers.plain]
        rule = '''Host(`erp.example`)'''
        service = "web"
      [http.middlewares]
        limit.ratelimit = { average = 10, burst = 20 }
        [http.middlewares.headers.headers]
          STSSeconds = 31_536_000
      [http.services.web.loadBalancer.sticky.cookie]
        name = "s"
        secure = true
        httponly = true
        samesite = "lax"
      [[http.services.web.loadBalancer.servers]]
        url = "http://127.0.0.1:1"
      [[http.services.web.loadBalancer.servers]]
        url = "http://127.0.0.1:2"
      [tls.options.modern]
        minVersion = "VersionTLS13"
        curvePreferences = ["X25519", "CurveP256"]
      """;

  private static final List<String> KINDS =
      List.of("tls/router", "tls/route", "tls/middleware", "tls/service", "tls/options");

  @TempDir Path folder;

  @Test
  void tomlSaysWhatYamlSays() {
    Snapshot yaml = Folder.at(folder.resolve("yaml")).write("d.yaml", YAML).gather();
    Snapshot toml = Folder.at(folder.resolve("toml")).write("d.toml", TOML).gather();

    assertThat(Folder.gaps(toml)).isEmpty();
    for (String kind : KINDS) {
      assertThat(contents(toml, kind)).isEqualTo(contents(yaml, kind)).isNotEmpty();
    }
  }

  @Test
  void valuesHaveTheirLines() {
    Snapshot snapshot = Folder.at(folder).write("d.toml", TOML).gather();

    assertThat(
            snapshot.ofKind("tls/router").stream()
                .map(one -> one.locations().locate(JsonPath.ROOT).toString()))
        .containsExactly("d.toml:2:1", "d.toml:14:1");
    assertThat(
            snapshot
                .ofKind("tls/options")
                .get(0)
                .locations()
                .locate(JsonPath.of("tls", "options", "modern", "minVersion")))
        .hasToString("d.toml:31:3");
  }

  @Test
  void aStaticFileMakesEntryPoints() {
    Snapshot snapshot =
        Folder.at(folder)
            .write(
                "traefik.toml",
                """
                [entryPoints]
                  [entryPoints.web]
                    address = ":80"
                    [entryPoints.web.http.redirections.entryPoint]
                      to = "websecure"
                  [entryPoints.websecure]
                    address = ":443"
                    [entryPoints.websecure.http.tls]
                [api]
                  insecure = true
                """)
            .gather();

    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(entryPoints(snapshot))
        .containsExactly("web :80 redirectsToHttps", "websecure :443 tls");
    assertThat(snapshot.ofKind("tls/proxy").get(0).content().node().get("apiInsecure").asBoolean())
        .isTrue();
  }

  @Test
  void aConfigMapsTomlIsRead() {
    Snapshot snapshot =
        Folder.at(folder)
            .write(
                "t.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: traefik}
                data:
                  traefik.toml: |
                    [entryPoints.web]
                    address = ":80"
                  other.toml: "[a"
                """)
            .gather();

    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(entryPoints(snapshot)).containsExactly("web :80 ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[tls.options.a]\\nminVersion = 'x' 'y'|NOT_TOML d.toml:2:18",
        "[tls.options.a]\\nminVersion = 'x'\\nminVersion = 'y'|NOT_TOML d.toml:4:1",
        "[tls.options.a]\\nsniStrict = 'yes'|MALFORMED_TRAEFIK d.toml:2:1",
        "[tls]\\noptions = [1]|MALFORMED_TRAEFIK d.toml:2:1",
        "a = [[[[|NOT_TOML d.toml:2:1",
      })
  void whatIsWrongIsToldWithItsPlace(String text, String told) {
    Snapshot snapshot =
        Folder.at(folder).write("d.toml", text.replace("\\n", "\n") + "\n").gather();

    assertThat(Folder.gaps(snapshot)).containsExactly(told);
  }

  @Test
  void depthIsLimited() {
    String keys = "a.".repeat(600) + "a";
    Snapshot dotted = Folder.at(folder).write("d.toml", keys + " = 1\n").gather();
    assertThat(Folder.gaps(dotted)).singleElement().asString().startsWith("TOO_DEEP d.toml:1:1");

    String lists = "[".repeat(100_000);
    Snapshot open = Folder.at(folder).write("d.toml", "a = " + lists + "\n").gather();
    assertThat(Folder.gaps(open)).singleElement().asString().startsWith("NOT_TOML d.toml");
  }

  @Test
  void aLargeFileIsRefused() {
    Snapshot large = Folder.at(folder).write("d.toml", "#".repeat(5 << 20) + "\n").gather();

    assertThat(Folder.gaps(large)).singleElement().asString().startsWith("TOO_LARGE d.toml");
  }

  /** What differs is only where it stands. */
  private static List<JsonNode> contents(Snapshot snapshot, String kind) {
    List<JsonNode> contents = new ArrayList<>();
    snapshot
        .ofKind(kind)
        .forEach(
            one -> {
              ObjectNode content = one.content().node().deepCopy();
              content.remove("path");
              contents.add(content);
            });
    return contents;
  }
}
