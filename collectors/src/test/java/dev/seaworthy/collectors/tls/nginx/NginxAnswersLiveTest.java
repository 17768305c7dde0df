package dev.seaworthy.collectors.tls.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.collectors.tls.TestTool;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what is read of redirects and HSTS against the answers of a running nginx. */
class NginxAnswersLiveTest {
  private static final String HSTS = "add_header Strict-Transport-Security \"max-age=%d\"%s;";

  private static final Pattern AGE =
      Pattern.compile("(?im)^strict-transport-security:.*?max-age=(\\d+)");
  private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/\\S+ (\\d+)");
  private static final Pattern TO_HTTPS = Pattern.compile("(?im)^location: https://");

  private static final String AROUND =
      """
      user root; daemon off; pid FOLDER/nginx.pid; error_log FOLDER/error.log;
      events { worker_connections 64; }
      http {
        access_log off; client_body_temp_path FOLDER/t1; proxy_temp_path FOLDER/t2;
        fastcgi_temp_path FOLDER/t3; uwsgi_temp_path FOLDER/t4; scgi_temp_path FOLDER/t5;
        ssl_certificate FOLDER/c.pem; ssl_certificate_key FOLDER/k.pem;
        root FOLDER/www;
        add_header Strict-Transport-Security "max-age=1000";
        map $scheme $by_scheme { https "max-age=2000"; default ""; }
        map $host $by_host { default "max-age=3000"; }
        server { listen 127.0.0.1:PLAIN default_server; listen 127.0.0.1:TLS ssl default_server; return 404; }
        SERVERS
      }
      """;

  /** By name the body of a server; each is asked for three paths. */
  private static final Map<String, String> BODIES = new TreeMap<>();

  static {
    body("inherits", "");
    body("replaces", hsts(4000, ""));
    body("loses", "add_header X-A a;");
    body("loses-in-location", "location /a { add_header X-A a; }");
    body("keeps-in-location", "location /a { expires 1d; }");
    body("two-levels", hsts(5000, "") + "location /a { " + hsts(60, "") + " location /a/b { } }");
    body("inner-loses", "location /a { location /a/b { add_header X-A a; } }");
    body("if-loses", "location / { if ($request_uri ~ b) { add_header X-A a; } }");
    body("if-keeps", "location / { if ($request_uri ~ b) { set $x 1; } }");
    body("zero", hsts(0, ""));
    body("always", hsts(6000, " always") + "location /a { return 200 x; }");
    body("mapped", "add_header Strict-Transport-Security $by_scheme;");
    body("mapped-by-host", "add_header Strict-Transport-Security $by_host;");
    body("included", "include parts/headers.conf;");
    body("regex-location", "location ~ ^/a { add_header X-A a; }");
    body(
        "all-locations",
        "location / { " + hsts(70, "") + " } location /a { " + hsts(80, "") + " }");
    body("return-301", "return 301 https://$host$request_uri;");
    body("return-url", "return https://$host/;");
    body("return-http", "return 301 http://$host/x;");
    body("return-200", "return 200 ok;");
    body("return-scheme", "return 302 $scheme://$host/x;");
    body("rewrite-all", "rewrite ^ https://$host$request_uri? permanent;");
    body("rewrite-all-group", "rewrite ^/(.*)$ https://$host/$1 redirect;");
    body("rewrite-some", "rewrite ^/a https://$host/a permanent;");
    body("rewrite-last-first", "rewrite ^/a /index.html last; return 301 https://$host/;");
    body("if-plain", "if ($scheme = http) { return 301 https://$host$request_uri; }");
    body("if-not-tls", "if ($scheme != https) { return 301 https://$host$request_uri; }");
    body("if-host", "if ($host = if-host.example) { return 301 https://$host/; } return 404;");
    body("if-forwarded", "if ($http_x_forwarded_proto = http) { return 301 https://$host/; }");
    body("if-argument", "if ($arg_q) { return 200 x; } return 301 https://$host/;");
    body("break-first", "break; return 301 https://$host/;");
    body("location-redirects", "location / { return 301 https://$host$request_uri; }");
    body(
        "location-some", "location / { return 301 https://$host/; } location /a { return 200 x; }");
    body("location-exact", "location = / { return 301 https://$host/; }");
    body(
        "acme",
        "location /.well-known/acme-challenge/ { } location / { return 301 https://$host/; }");
    body("nested", "location / { return 301 https://$host/; location /a { return 200 x; } }");
    body("refuses", "return 403;");
    body("refuses-posts", "if ($request_method = POST) { return 405; }");
  }

  @TempDir Path folder;

  private static void body(String name, String text) {
    BODIES.put(name, text);
  }

  private static String hsts(int seconds, String always) {
    return HSTS.formatted(seconds, always);
  }

  @Test
  void nginxAnswersAsWeRead() throws IOException, InterruptedException {
    TestTool nginx = tool("nginx");
    TestTool openssl = tool("openssl");
    TestTool curl = tool("curl");
    int plain = RunningNginx.freePort();
    int tls = RunningNginx.freePort();
    openssl.run("req -x509 -newkey rsa:2048 -nodes -subj /CN=test -keyout k.pem -out c.pem");
    Files.createDirectories(folder.resolve("www/a"));
    for (String file : List.of("index.html", "a/index.html", "a/b")) {
      Files.writeString(folder.resolve("www").resolve(file), "content");
    }
    StringBuilder servers = new StringBuilder();
    BODIES.forEach(
        (name, body) ->
            servers.append(
                "server { listen 127.0.0.1:PLAIN; listen 127.0.0.1:TLS ssl; server_name %s.example; %s }%n"
                    .formatted(name, body)));
    String text =
        AROUND
            .replace("SERVERS", servers)
            .replace("FOLDER", folder.toString())
            .replace("PLAIN", String.valueOf(plain))
            .replace("TLS", String.valueOf(tls));
    Snapshot snapshot =
        Folder.at(folder)
            .write("nginx.conf", text)
            .write("parts/headers.conf", hsts(7000, ""))
            .gather("nginx.conf");
    assertThat(Folder.gaps(snapshot)).isEmpty();
    try (RunningNginx running = RunningNginx.start(nginx.program().orElseThrow(), folder)) {
      running.await(tls);
      List<String> differences = new ArrayList<>();
      int unknown = 0;
      for (String name : BODIES.keySet()) {
        JsonNode server = server(snapshot, name);
        String outcome = server.at("/plainHttp/outcome").textValue();
        String seen = outcome(ask(curl, "http://127.0.0.1:" + plain, name));
        unknown += outcome.equals("unknown") ? 1 : 0;
        if (!outcome.equals("unknown") && !outcome.equals(seen)) {
          differences.add(name + " by plain HTTP: we say " + outcome + ", nginx " + seen);
        }
        Optional<Long> declared = declared(server);
        long sent = sent(ask(curl, "https://127.0.0.1:" + tls, name));
        unknown += declared.isEmpty() ? 1 : 0;
        if (declared.isPresent() && declared.get() != sent) {
          differences.add(name + " HSTS: we say " + declared.get() + ", nginx " + sent);
        }
      }
      assertThat(differences).isEmpty();
      assertThat(unknown).isEqualTo(4);
    }
  }

  private static JsonNode server(Snapshot snapshot, String name) {
    return snapshot.ofKind("tls/nginx-server").stream()
        .filter(one -> one.subject().name().startsWith(name + ".example on "))
        .map(one -> one.content().node())
        .findFirst()
        .orElseThrow();
  }

  /** The least that any block sends; empty where one of them is not known. */
  private static Optional<Long> declared(JsonNode server) {
    long least = Long.MAX_VALUE;
    for (JsonNode answer : server.get("hsts")) {
      if (!answer.has("seconds")) {
        return Optional.empty();
      }
      least = Math.min(least, answer.get("seconds").longValue());
    }
    return Optional.of(least);
  }

  /** Of answers that are no errors. */
  private static long sent(List<String> answers) {
    return answers.stream()
        .filter(one -> status(one) < 400)
        .mapToLong(
            one -> {
              Matcher age = AGE.matcher(one);
              return age.find() ? Long.parseLong(age.group(1)) : 0;
            })
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static String outcome(List<String> answers) {
    return answers.stream()
            .allMatch(
                one -> status(one) >= 400 || (status(one) > 300 && TO_HTTPS.matcher(one).find()))
        ? "closed"
        : "answers";
  }

  private static int status(String answer) {
    Matcher status = STATUS.matcher(answer);
    return status.find() ? Integer.parseInt(status.group(1)) : 0;
  }

  private static List<String> ask(TestTool curl, String url, String name)
      throws IOException, InterruptedException {
    List<String> answers = new ArrayList<>();
    for (String path : List.of("/", "/a/", "/a/b", "/other", "/?q=1")) {
      answers.add(
          curl.run(
              "--silent --insecure --output body --dump-header - --max-time 10",
              "--header",
              "Host: " + name + ".example",
              url + path));
    }
    return answers;
  }

  private TestTool tool(String name) {
    TestTool tool = TestTool.onPath(name, folder);
    if (!tool.isThere() && Files.isExecutable(Path.of("/usr/sbin", name))) {
      return new TestTool(Optional.of(Path.of("/usr/sbin", name)), folder);
    }
    assumeTrue(tool.isThere(), "there is no " + name + " on the PATH");
    return tool;
  }
}
