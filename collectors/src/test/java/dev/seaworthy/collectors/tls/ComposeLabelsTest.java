package dev.seaworthy.collectors.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeLabelsTest {
  private static final String DYNAMIC =
      """
      http:
        routers:
          erp:
            entryPoints: [web, websecure]
            rule: "Host(`erp.test`)"
            service: odoo
            priority: 42
            middlewares: [limit, "else@file"]
            tls: {options: modern, certResolver: le}
          plain: {rule: "Host(`plain.test`) && PathRegexp(`^/a$`)", service: odoo, tls: true}
        middlewares:
          limit: {rateLimit: {average: 10}}
          office: {ipAllowList: {sourceRange: [10.0.0.0/8, 192.168.0.0/16]}}
          hsts: {headers: {customResponseHeaders: {Strict-Transport-Security: max-age=63072000}}}
        services:
          odoo: {loadBalancer: {sticky: {cookie: {name: s, secure: true}}, servers: [{port: 8069}]}}
      """;

  /** The same, with `=` where a list has it. */
  private static final String LABELS =
      """
      traefik.enable=true
      traefik.docker.network=edge
      traefik.http.routers.erp.entrypoints=web,websecure
      traefik.http.routers.erp.rule=Host(`erp.test`)
      traefik.http.routers.erp.service=odoo
      traefik.http.routers.erp.priority=42
      traefik.http.routers.erp.middlewares=limit, else@file
      traefik.http.routers.erp.tls=true
      traefik.HTTP.Routers.erp.TLS.Options=modern
      traefik.http.routers.erp.tls.certresolver=le
      traefik.http.routers.erp.tls.domains[0].main=erp.test
      traefik.http.routers.plain.rule=Host(`plain.test`) && PathRegexp(`^/a$$`)
      traefik.http.routers.plain.tls=true
      traefik.http.middlewares.limit.ratelimit.average=10
      traefik.http.middlewares.office.ipallowlist.sourcerange=10.0.0.0/8,192.168.0.0/16
      traefik.http.middlewares.hsts.headers.customresponseheaders.Strict-Transport-Security=max-age=63072000
      traefik.http.services.odoo.loadbalancer.server.port=8069
      traefik.http.services.odoo.loadbalancer.sticky.cookie.name=s
      traefik.http.services.odoo.loadbalancer.sticky.cookie.secure=true
      """;

  private static final String ODOO = "services:\n  odoo:\n    image: odoo:18\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"    labels:\n", "    deploy:\n      labels:\n"})
  void labelsSayWhatAFileSays(String under) {
    String list = LABELS.lines().map("        - '%s'\n"::formatted).reduce("", String::concat);
    String mapping =
        LABELS
            .lines()
            .map(line -> "        %s: '%s'\n".formatted((Object[]) line.split("=", 2)))
            .reduce("", String::concat);
    List<String> file = told(Folder.at(folder).write("a/d.yaml", DYNAMIC).gather("a"));

    assertThat(file).hasSize(8);
    assertThat(told(gather("b/compose.yaml", ODOO + under + list))).isEqualTo(file);
    assertThat(told(gather("c/docker-compose.prod.yml", ODOO + under + mapping))).isEqualTo(file);
  }

  @Test
  void whatIsSaidStandsWhereItsLabelDoes() {
    Snapshot snapshot =
        gather("compose.yaml", ODOO + "    labels:\n    - traefik.http.routers.a.rule=Host(`a`)\n");

    assertThat(snapshot.ofKind("tls/router").get(0).locations().locate(JsonPath.ROOT))
        .hasToString("compose.yaml:5:7");
    assertThat(snapshot.ofKind("tls/router").get(0).content().node().at("/services/0/name"))
        .hasToString("\"odoo@docker\"");
    assertThat(Folder.gaps(snapshot)).isEmpty();
  }

  @ParameterizedTest(name = "exposed by default: {0}, enabled: {1}")
  @CsvSource({"true, '', 1", "true, false, 0", "false, '', 0", "false, true, 1"})
  void onlyWhatIsExposedIsServed(String exposed, String enabled, int routers) {
    String text =
        """
        services:
          edge:
            image: traefik:v3.5
            command: ["--providers.docker.exposedbydefault=%s", "--entrypoints.web.address=:80"]
          odoo:
            image: odoo:18
            labels:
            - traefik.http.routers.a.rule=Host(`a`)
        """
            .formatted(exposed);
    String more = enabled.isEmpty() ? "" : "    - traefik.enable=%s\n".formatted(enabled);
    Snapshot snapshot = gather("compose.yaml", text + more);

    assertThat(snapshot.ofKind("tls/router")).hasSize(routers);
    assertThat(snapshot.ofKind("tls/entry-point")).hasSize(1);
    assertThat(snapshot.ofKind("tls/proxy")).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[traefik.enable=true] | TRAEFIK_RULE_UNKNOWN compose.yaml:4:14",
        "{traefik.http.routers.a.tls: true} | TRAEFIK_RULE_UNKNOWN compose.yaml:4:14",
        "['traefik.http.routers.a.rule=Host(`${NAME}`)'] | TRAEFIK_LABEL compose.yaml:4:14",
        "[traefik.http.routers.a.rule=x, traefik.frontend.rule=b] | TRAEFIK_LABEL compose.yaml:4:45",
        "[traefik.http.routers.a.rule=x, traefik.http..b=c] | TRAEFIK_LABEL compose.yaml:4:45",
        "[traefik.http.routers.a.rule=x, traefik.http.routers.a.priority=b]"
            + " | MALFORMED_TRAEFIK compose.yaml:4:45",
        "[traefik.http.routers.a.rule=x, {traefik.enable: true}] | MALFORMED_TRAEFIK compose.yaml:4:45",
      })
  void whatIsWrongIsToldWithItsPlace(String labels, String gap) {
    assertThat(Folder.gaps(gather("compose.yaml", ODOO + "    labels: " + labels + "\n")))
        .containsExactly(gap);
  }

  @Test
  void moreLabelsThanAnyoneWritesAreNotRead() {
    StringBuilder labels = new StringBuilder(ODOO).append("    labels:\n");
    for (int i = 0; i <= 5_000; i++) {
      labels.append("    - traefik.http.routers.r").append(i).append(".rule=x\n");
    }
    Snapshot snapshot = gather("compose.yaml", labels.toString());

    assertThat(Folder.gaps(snapshot)).containsExactly("TRAEFIK_LABEL compose.yaml:5:7");
    assertThat(snapshot.ofKind("tls/router")).isEmpty();
  }

  @Test
  void servicesThatContradictEachOtherAreTold() {
    Snapshot snapshot =
        gather(
            "compose.yaml",
            """
            services:
              a: {image: a, labels: {traefik.http.routers.r.rule: x, traefik.http.routers.r.service: s}}
              b: {image: b, labels: {traefik.http.routers.r.rule: y, traefik.http.routers.r.service: s}}
            """);

    assertThat(Folder.gaps(snapshot)).containsExactly("TRAEFIK_LABEL compose.yaml:3:26");
  }

  @ParameterizedTest
  @ValueSource(strings = {"values.yaml", "compose.yaml"})
  void otherFilesAreNone(String name) {
    String label = name.equals("compose.yaml") ? "other.enable=true" : "traefik.enable=true";

    assertThat(told(gather(name, ODOO + "    labels: [" + label + "]\n"))).isEmpty();
  }

  private Snapshot gather(String name, String text) {
    return Folder.at(folder).write(name, text).gather(name);
  }

  /** All evidence, with the names that a file's provider gives. */
  private static List<String> told(Snapshot snapshot) {
    return Stream.of("route", "router", "middleware", "service")
        .flatMap(kind -> snapshot.ofKind("tls/" + kind).stream())
        .map(one -> one.content().node())
        .map(JsonNode::toString)
        .map(text -> text.replace("@docker", "@file").replace("\"docker\"", "\"file\""))
        .sorted()
        .toList();
  }
}
