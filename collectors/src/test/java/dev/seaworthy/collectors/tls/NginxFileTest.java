package dev.seaworthy.collectors.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Snapshot;
import dev.seaworthy.engine.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxFileTest {
  @TempDir Path folder;

  @Test
  void aServerInheritsWhatItDoesNotReplace() {
    Snapshot snapshot =
        http(
            """
            ssl_protocols TLSv1.2 TLSv1.3;
            add_header X-A a;
            add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;
            server { listen 443 ssl http2; server_name a.example; ssl_session_tickets off; }
            server { listen 444 ssl; server_name b.example; ssl_protocols tlsv1.1; add_header X-B b; }
            """);
    JsonNode a = server(snapshot, "a.example");
    assertThat(texts(a.get("protocols"))).containsExactly("TLSv1.2", "TLSv1.3");
    assertThat(a.get("hsts").booleanValue()).isTrue();
    assertThat(a.get("sessionTickets").booleanValue()).isFalse();
    assertThat(a.at("/listens/0").toString())
        .isEqualTo(
            "{\"address\":\"0.0.0.0\",\"decidedBy\":\"a.example on"
                + " 0.0.0.0:443\",\"http2\":true,\"isDefault\":true,\"port\":\"443\",\"protocols\":[\"TLSv1.2\",\"TLSv1.3\"],\"quic\":false,\"tls\":true}");
    JsonNode b = server(snapshot, "b.example");
    assertThat(texts(b.get("protocols"))).containsExactly("TLSv1.1");
    assertThat(b.get("hsts").booleanValue()).isFalse();
    assertThat(b.get("sessionTickets").booleanValue()).isTrue();
    assertThat(Folder.gaps(snapshot)).isEmpty();
  }

  @Test
  void aLocationWithHeadersOfItsOwnSendsNoneOfItsServer() {
    Snapshot snapshot =
        http(
            """
            add_header Strict-Transport-Security max-age=63072000;
            server { listen 1 ssl; server_name lost; location / { add_header X-A a; } }
            server { listen 2 ssl; server_name kept; location / { expires 1d; } }
            server { listen 3 ssl; server_name none; add_header Strict-Transport-Security max-age=0; }
            """);
    assertThat(server(snapshot, "lost").get("hsts").booleanValue()).isFalse();
    assertThat(server(snapshot, "kept").get("hsts").booleanValue()).isTrue();
    assertThat(server(snapshot, "none").get("hsts").booleanValue()).isFalse();
  }

  @Test
  void theDefaultServerOfAnAddressDecides() {
    Snapshot snapshot =
        http(
            """
            server { listen *:443 ssl; server_name first; ssl_protocols TLSv1.2; }
            server { listen 0.0.0.0:443; server_name second; ssl_protocols TLSv1.3; }
            server { listen 444 ssl; server_name third; ssl_protocols TLSv1.3; }
            server { listen 444 ssl default_server; server_name fourth; ssl_protocols TLSv1.1; }
            server { listen [::]:444 ssl; server_name fifth; ssl_protocols TLSv1.2; }
            server { server_name plain; return 301 https://$host$request_uri; }
            """);
    assertThat(decided(snapshot, "second")).isEqualTo("first on 0.0.0.0:443 [\"TLSv1.2\"] true");
    assertThat(decided(snapshot, "third")).isEqualTo("fourth on 0.0.0.0:444 [\"TLSv1.1\"] true");
    assertThat(decided(snapshot, "fifth")).isEqualTo("fifth on [::]:444 [\"TLSv1.2\"] true");
    assertThat(decided(snapshot, "plain")).isEqualTo("plain on 0.0.0.0:80 null false");
    assertThat(server(snapshot, "plain").get("redirectsToHttps").booleanValue()).isTrue();
  }

  @Test
  void withoutProtocolsNothingIsSaidOfThem() {
    JsonNode server = server(http("server { listen 443 ssl; server_name a; }"), "a");
    assertThat(server.has("protocols")).isFalse();
    assertThat(server.at("/listens/0").has("protocols")).isFalse();
    assertThat(server.get("ciphers").textValue()).isEqualTo("HIGH:!aNULL:!MD5");
    assertThat(server.has("cipherSuites")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ECDHE-RSA-AES128-GCM-SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "ECDHE-ECDSA-CHACHA20-POLY1305, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "DHE-RSA-AES256-GCM-SHA384, TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
    "AES128-SHA, TLS_RSA_WITH_AES_128_CBC_SHA",
    "ECDHE-RSA-AES256-SHA384, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
    "DES-CBC3-SHA, TLS_RSA_WITH_3DES_EDE_CBC_SHA",
    "ECDHE-ECDSA-AES128-CCM8, TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8",
    "HIGH, ''",
    "AES128-SHA:!MD5, ''",
    "ECDHE-RSA-AES128-POLY1305, ''",
  })
  void suitesAreToldWhereTheyAreNamed(String openssl, String suite) {
    assertThat(NginxSuites.of(openssl).map(all -> String.join(",", all)).orElse(""))
        .isEqualTo(suite);
  }

  @Test
  void includesAreReadBesideAndBelow() {
    Snapshot snapshot =
        Folder.at(folder)
            .write(
                "edge/nginx.conf",
                """
                include /usr/share/nginx/modules/*.conf;
                http {
                  include mime.types;
                  include /etc/nginx/conf.d/*.conf;
                  include snippets/tls.conf;
                }
                """)
            .write("edge/snippets/tls.conf", "ssl_protocols 'TLSv1.3';")
            .write("edge/conf.d/b.conf", "server {\n  listen 443 ssl;\n  server_name b;\n}\n")
            .write("edge/conf.d/a.conf", "server { listen 443 ssl; server_name a; }")
            .write("edge/conf.d/.hidden.conf", "}")
            .write("edge/conf.d/a.txt", "}")
            .gather();
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(decided(snapshot, "b")).isEqualTo("a on 0.0.0.0:443 [\"TLSv1.3\"] true");
    Evidence b = found(snapshot, "b");
    assertThat(b.locations().locate(JsonPath.ROOT).toString()).isEqualTo("edge/conf.d/b.conf:1:1");
    assertThat(b.locations().locate(JsonPath.of("protocols")).toString())
        .isEqualTo("edge/snippets/tls.conf:1:1");
  }

  @Test
  void whatIsIncludedFromElsewhereOrInACircleIsTold() throws IOException {
    Files.createDirectories(folder.resolve("secret"));
    Files.writeString(folder.resolve("secret/x.conf"), "ssl_protocols SSLv3;");
    Files.createDirectories(folder.resolve("edge"));
    Files.createSymbolicLink(folder.resolve("edge/linked"), folder.resolve("secret"));
    Snapshot snapshot =
        Folder.at(folder)
            .write(
                "edge/nginx.conf",
                """
                http {
                  include ../secret/x.conf;
                  include /secret/x.conf;
                  include linked/x.conf;
                  include conf.d/*.conf;
                  include loop.conf;
                  include broken.conf;
                  server { listen 443 ssl; server_name a; }
                }
                """)
            .write("edge/loop.conf", "include loop.conf;")
            .write("edge/broken.conf", "ssl_protocols TLSv1.2")
            .gather("edge");
    assertThat(told(snapshot))
        .hasSize(6)
        .anyMatch(gap -> gap.contains("nginx.conf:2:3") && gap.contains("../secret/x.conf"))
        .anyMatch(gap -> gap.contains("nginx.conf:3:3"))
        .anyMatch(gap -> gap.contains("nginx.conf:4:3"))
        .anyMatch(gap -> gap.contains("nginx.conf:5:3"))
        .anyMatch(gap -> gap.contains("loop.conf:1:1"))
        .anyMatch(gap -> gap.contains("broken.conf:1:22"));
    assertThat(server(snapshot, "a").has("protocols")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http {|1:7|is missing",
        "http { } }|1:10|closes nothing",
        "http { server { listen 443 } }|1:28|is missing",
        "http { ; }|1:8|no name",
        "http { a \"b|1:10|never closed",
        "http { a \"b\"c; }|1:13|space",
        "http { content_by_lua_block { x } }|1:8|Lua",
      })
  void whatNginxWouldNotTakeIsToldWithItsPlace(String text, String place, String why) {
    Snapshot snapshot = Folder.at(folder).write("nginx.conf", text).gather();
    assertThat(snapshot.ofKind("tls/nginx-server")).isEmpty();
    assertThat(told(snapshot))
        .singleElement()
        .asString()
        .contains("BROKEN_NGINX")
        .contains("nginx.conf:" + place)
        .contains(why);
  }

  @Test
  void limitsAreKept() {
    for (String text :
        List.of(
            "http { ".repeat(100) + "} ".repeat(100),
            "a;".repeat(200_001),
            "http { a " + "b".repeat(5000) + "; }")) {
      Snapshot snapshot = Folder.at(folder).write("nginx.conf", text).gather();
      assertThat(told(snapshot)).singleElement().asString().contains("BROKEN_NGINX");
    }
  }

  @Test
  void wordsThatNginxDoesNotKnowAreTold() {
    Snapshot snapshot =
        http("server { listen 443 ssl; server_name a; ssl_protocols TLSv1.2 TLSv9; }");
    assertThat(told(snapshot)).singleElement().asString().contains("TLSv9");
  }

  @Test
  void bracesOfVariablesAndExpressionsAreNoBlocks() {
    Snapshot snapshot =
        http(
            """
            map $host $x { default 1; "~^a{2}$" "2"; }
            # } a comment
            server {
              listen 443 ssl; server_name a;
              ssl_certificate /tls/${ssl_server_name}.pem;
              location ~ \\.php$ { return 403 "no } here"; }
            }
            """);
    assertThat(Folder.gaps(snapshot)).isEmpty();
    assertThat(texts(server(snapshot, "a").get("certificates")))
        .containsExactly("/tls/${ssl_server_name}.pem");
  }

  @Test
  void aPartAloneIsReadAndTold() {
    Snapshot snapshot =
        Folder.at(folder)
            .write("a.conf", "server { listen 443 ssl; server_name a; ssl_protocols TLSv1; }")
            .gather("a.conf");
    assertThat(texts(server(snapshot, "a").get("protocols"))).containsExactly("TLSv1.0");
    assertThat(told(snapshot)).singleElement().asString().contains("NGINX_PART_ALONE");
  }

  @Test
  void streamsHaveServersOfTheirOwn() {
    Snapshot snapshot =
        Folder.at(folder)
            .write(
                "nginx.conf",
                """
                stream { ssl_protocols TLSv1.2; server { listen 5432 ssl; proxy_pass db:5432; } }
                http { server { listen 5432; server_name web; } }
                """)
            .gather();
    assertThat(decided(snapshot, "_")).isEqualTo("_ on 0.0.0.0:5432 [\"TLSv1.2\"] true");
    assertThat(decided(snapshot, "web")).isEqualTo("web on 0.0.0.0:5432 null false");
  }

  private static List<String> told(Snapshot snapshot) {
    return snapshot.gaps().stream()
        .filter(gap -> !gap.problem().code().equals("NO_EVIDENCE"))
        .map(gap -> gap.problem().code() + " " + gap.location() + " " + gap.problem().message())
        .toList();
  }

  private Snapshot http(String inner) {
    return Folder.at(folder).write("nginx.conf", "http {\n" + inner + "}\n").gather();
  }

  private static String decided(Snapshot snapshot, String name) {
    JsonNode listen = server(snapshot, name).at("/listens/0");
    return "%s %s %s"
        .formatted(listen.get("decidedBy").textValue(), listen.get("protocols"), listen.get("tls"));
  }

  private static JsonNode server(Snapshot snapshot, String name) {
    return found(snapshot, name).content().node();
  }

  private static Evidence found(Snapshot snapshot, String name) {
    return snapshot.ofKind("tls/nginx-server").stream()
        .filter(one -> one.subject().name().startsWith(name + " on "))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::textValue).toList();
  }
}
