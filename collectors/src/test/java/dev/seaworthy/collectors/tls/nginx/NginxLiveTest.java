package dev.seaworthy.collectors.tls.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the versions that are read of a configuration against what a running nginx accepts. */
class NginxLiveTest {
  private static final Map<String, String> OPTIONS =
      Map.of("-tls1", "TLSv1.0", "-tls1_1", "TLSv1.1", "-tls1_2", "TLSv1.2", "-tls1_3", "TLSv1.3");

  private static final String CONFIGURATION =
      """
      daemon off; pid FOLDER/nginx.pid; error_log FOLDER/error.log;
      events { worker_connections 64; }
      http {
        access_log off; client_body_temp_path FOLDER/t1; proxy_temp_path FOLDER/t2;
        fastcgi_temp_path FOLDER/t3; uwsgi_temp_path FOLDER/t4; scgi_temp_path FOLDER/t5;
        ssl_certificate FOLDER/c.pem; ssl_certificate_key FOLDER/k.pem;
        ssl_ciphers ALL:@SECLEVEL=0; ssl_protocols TLSv1.2 TLSv1.3;
        server { listen 127.0.0.1:PORT0 ssl; server_name inherits.example; }
        server { listen 127.0.0.1:PORT1 ssl; server_name replaces.example; ssl_protocols TLSv1.1; }
        server { listen 127.0.0.1:PORT2 ssl; server_name first.example; ssl_protocols TLSv1 TLSv1.2; }
        server { listen 127.0.0.1:PORT2 ssl; server_name strict.example; ssl_protocols TLSv1.3; }
        server { listen 127.0.0.1:PORT3; server_name early.example; ssl_protocols TLSv1.2; }
        server { listen 127.0.0.1:PORT3 ssl default_server; server_name late.example; ssl_protocols TLSv1.3; }
        include parts/*.conf;
      }
      """;

  private static final String PART =
      """
      ssl_session_timeout 5m; # a } comment
      server { listen "127.0.0.1:PORT4" 'ssl'; server_name part.example; ssl_protocols "TLSv1.2"; }
      """;

  @TempDir Path folder;

  @Test
  void nginxAcceptsByNameWhatWeRead() throws IOException, InterruptedException {
    Path nginx = tool("nginx");
    Path openssl = tool("openssl");
    String version = run(List.of(nginx.toString(), "-v"));
    assumeTrue(
        version.matches("(?s).*nginx/1\\.(1\\d|2[0-6])\\..*"),
        "compared with nginx 1.10 to 1.26 alone, not " + version);
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ports.add(RunningNginx.freePort());
    }
    run(
        List.of(
            openssl.toString(),
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=test",
            "-keyout",
            folder.resolve("k.pem").toString(),
            "-out",
            folder.resolve("c.pem").toString()));
    Snapshot snapshot =
        Folder.at(folder)
            .write("nginx.conf", filled(CONFIGURATION, ports))
            .write("parts/a.conf", filled(PART, ports))
            .gather("nginx.conf");
    assertThat(Folder.gaps(snapshot)).isEmpty();

    try (RunningNginx running = RunningNginx.start(nginx, folder)) {
      running.await(ports.get(4));
      Map<String, Set<String>> accepted = new TreeMap<>();
      for (JsonNode server : servers(snapshot)) {
        String name = server.at("/names/0").textValue();
        int port = Integer.parseInt(server.at("/listens/0/port").textValue());
        accepted.put(name, accepted(openssl, name, port));
      }
      assertThat(declared(snapshot)).hasSize(7).isEqualTo(accepted);
    }
  }

  private static List<JsonNode> servers(Snapshot snapshot) {
    return snapshot.ofKind("tls/nginx-server").stream().map(one -> one.content().node()).toList();
  }

  private static Map<String, Set<String>> declared(Snapshot snapshot) {
    Map<String, Set<String>> declared = new TreeMap<>();
    for (JsonNode server : servers(snapshot)) {
      TreeSet<String> versions = new TreeSet<>();
      server.at("/listens/0/protocols").forEach(version -> versions.add(version.textValue()));
      declared.put(server.at("/names/0").textValue(), versions);
    }
    return declared;
  }

  private static Set<String> accepted(Path openssl, String name, int port)
      throws IOException, InterruptedException {
    TreeSet<String> accepted = new TreeSet<>();
    for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
      String said =
          run(
              List.of(
                  openssl.toString(),
                  "s_client",
                  option.getKey(),
                  "-cipher",
                  "ALL:@SECLEVEL=0",
                  "-servername",
                  name,
                  "-connect",
                  "127.0.0.1:" + port));
      if (said.contains("BEGIN CERTIFICATE")) {
        accepted.add(option.getValue());
      }
    }
    return accepted;
  }

  private String filled(String text, List<Integer> ports) {
    String filled = text.replace("FOLDER", folder.toString());
    for (int i = 0; i < ports.size(); i++) {
      filled = filled.replace("PORT" + i, String.valueOf(ports.get(i)));
    }
    return filled;
  }

  private static Path tool(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Optional<Path> tool =
        Stream.concat(
                Splitter.on(File.pathSeparatorChar).splitToStream(path), Stream.of("/usr/sbin"))
            .map(one -> Path.of(one, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(tool.isPresent(), "there is no " + name + " on the PATH");
    return tool.orElseThrow();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor(20, TimeUnit.SECONDS);
    return said;
  }
}
