package dev.seaworthy.collectors.tls.nginx;

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
    assertThat(hsts(a)).containsExactly("server 31536000 true");
    assertThat(a.get("sessionTickets").booleanValue()).isFalse();
    assertThat(a.at("/listens/0").toString())
        .isEqualTo(
            "{\"address\":\"0.0.0.0\",\"decidedBy\":\"a.example on"
                + " 0.0.0.0:443\",\"http2\":true,\"isDefault\":true,\"port\":\"443\",\"protocols\":[\"TLSv1.2\",\"TLSv1.3\"],\"quic\":false,\"tls\":true}");
    JsonNode b = server(snapshot, "b.example");
    assertThat(texts(b.get("protocols"))).containsExactly("TLSv1.1");
    assertThat(hsts(b)).containsExactly("server 0 false");
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
    assertThat(hsts(server(snapshot, "lost"))).containsExactly("location / 0 false");
    assertThat(hsts(server(snapshot, "kept"))).containsExactly("location / 63072000 false");
    assertThat(hsts(server(snapshot, "none"))).containsExactly("server 0 false");
  }

  private static List<String> hsts(JsonNode server) {
    return server
        .get("hsts")
        .valueStream()
        .map(
            one ->
                one.get("where").textValue()
                    + " "
                    + one.path("seconds").asText("?")
                    + " "
                    + one.get("always"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return 301 https://$host$request_uri;|closed",
        "rewrite ^ https://$host$request_uri? permanent;|closed",
        "rewrite ^(.*)$ https://$host$1 permanent;|closed",
        "rewrite ^/a https://$host/a permanent;|answers",
        "if ($scheme = http) { return 301 https://$host$request_uri; }|closed",
        "if ($scheme != \"https\") { return 301 https://$host$request_uri; }|closed",
        "if ($https = on) { return 200 x; } return 301 https://$host/;|closed",
        "if ($host = a.example) { return 301 https://$host$request_uri; } return 404;|closed",
        "if ($http_x_forwarded_proto = http) { return 301 https://$host/; } location / { root x;"
            + " }|unknown",
        "if ($arg_a) { return 200 x; } return 301 https://$host/;|unknown",
        "rewrite ^/old /new last; return 301 https://$host/;|unknown",
        "break; return 301 https://$host/;|answers",
        "return 301 http://other.example/;|answers",
        "return 302 $scheme://$host/x;|answers",
        "return 200 ok;|answers",
        "return 444;|closed",
        "location / { return 301 https://$host$request_uri; }|closed",
        "location / { return 301 https://$host/; } location /x { root x; }|answers",
        "location /.well-known/acme-challenge/ { root x; } location / { return 301 https://$host/;"
            + " }|closed",
        "location = / { return 301 https://$host/; }|answers",
        "location / { return 301 https://$host/; location /a { return 200 x; } }|answers",
        "location / { if ($request_method = POST) { return 405; } proxy_pass http://odoo;"
            + " }|answers",
      })
  void whatPlainHttpGetsIsTold(String inner, String outcome) {
    JsonNode server = server(http("server { listen 80; server_name a; " + inner + " }"), "a");
    assertThat(server.at("/plainHttp/outcome").textValue()).isEqualTo(outcome);
  }

  @Test
  void hopsAreToldWithTheServersOfTheirUpstream() {
    JsonNode server =
        server(
            http(
                """
                upstream odoo { server odoo-0:8069; server unix:/run/odoo.sock backup; }
                proxy_ssl_verify on;
                server {
                  listen 80; server_name a;
                  location / { proxy_pass http://odoo; }
                  location /b { proxy_pass https://b.example:8443/x; }
                  location /c { proxy_ssl_verify off; proxy_pass https://c.example; }
                  location /d { uwsgi_pass d:3031; }
                  location /e { grpc_pass grpcs://e.example; }
                  location /f { proxy_pass $target; }
                  location /g { proxy_pass http://$name:80; }
                }
                """),
            "a");
    assertThat(
            server
                .get("hops")
                .valueStream()
                .map(
                    hop ->
                        "%s %s %s %s"
                            .formatted(
                                hop.get("directive").textValue(),
                                texts(hop.get("hosts")),
                                hop.path("encrypted").asText("?"),
                                hop.path("verified").asText("?"))))
        .containsExactly(
            "proxy_pass [odoo-0, unix:/run/odoo.sock] false ?",
            "proxy_pass [b.example] true true",
            "proxy_pass [c.example] true false",
            "uwsgi_pass [d] false ?",
            "grpc_pass [e.example] true false",
            "proxy_pass [] ? ?",
            "proxy_pass [] false ?");
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
    assertThat(texts(server.get("cipherSuites")))
        .hasSize(71)
        .startsWith("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
        .contains("TLS_RSA_WITH_AES_128_CBC_SHA");
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
