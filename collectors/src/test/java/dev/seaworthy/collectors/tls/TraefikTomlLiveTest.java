package dev.seaworthy.collectors.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.collectors.Folder;
import dev.seaworthy.engine.evidence.Snapshot;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what is read of TOML against what a running Traefik says of the same file. */
class TraefikTomlLiveTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void traefikReadsTomlAndYamlAlikeAndAsWeDo() throws IOException, InterruptedException {
    Optional<Path> traefik =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .map(one -> Path.of(one, "traefik"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(traefik.isPresent(), "there is no traefik on the PATH");

    JsonNode toml = ask(traefik.get(), "d.toml", TraefikTomlTest.TOML);
    JsonNode yaml = ask(traefik.get(), "d.yaml", TraefikTomlTest.YAML);
    assertThat(ofFile(toml)).isEqualTo(ofFile(yaml));

    Snapshot ours =
        Folder.at(folder.resolve("ours")).write("d.toml", TraefikTomlTest.TOML).gather();
    assertThat(routers(ours)).hasSize(2).isEqualTo(routers(toml));
  }

  /** By name what both tell of a router. */
  private static Map<String, List<JsonNode>> routers(Snapshot snapshot) {
    Map<String, List<JsonNode>> routers = new TreeMap<>();
    snapshot
        .ofKind("tls/router")
        .forEach(
            one -> {
              JsonNode content = one.content().node();
              routers.put(
                  content.get("name").textValue() + "@file",
                  List.of(content.get("match"), JSON.valueToTree(content.get("priority").asInt())));
            });
    return routers;
  }

  private static Map<String, List<JsonNode>> routers(JsonNode raw) {
    Map<String, List<JsonNode>> routers = new TreeMap<>();
    raw.get("routers")
        .properties()
        .forEach(
            one -> {
              if (one.getKey().endsWith("@file")) {
                routers.put(
                    one.getKey(),
                    List.of(
                        one.getValue().get("rule"),
                        JSON.valueToTree(one.getValue().get("priority").asInt())));
              }
            });
    return routers;
  }

  private static JsonNode ofFile(JsonNode raw) {
    ObjectNode kept = JSON.createObjectNode();
    for (String part : List.of("routers", "services", "middlewares")) {
      raw.get(part)
          .properties()
          .forEach(
              one -> {
                if (one.getKey().endsWith("@file")) {
                  ObjectNode value = one.getValue().deepCopy();
                  // Whether servers are up says nothing of the file.
                  value.remove("serverStatus");
                  kept.set(part + " " + one.getKey(), value);
                }
              });
    }
    return kept;
  }

  /** What a Traefik with this file answers under {@code /api/rawdata}. */
  private JsonNode ask(Path traefik, String name, String text)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve(name), text);
    int port = freePort();
    Process process =
        new ProcessBuilder(
                traefik.toString(),
                "--entrypoints.web.address=127.0.0.1:" + freePort(),
                "--entrypoints.websecure.address=127.0.0.1:" + freePort(),
                "--entrypoints.traefik.address=127.0.0.1:" + port,
                "--api.insecure=true",
                "--providers.file.filename=" + file,
                "--global.checknewversion=false",
                "--global.sendanonymoususage=false")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    try {
      return await(URI.create("http://127.0.0.1:" + port + "/api/rawdata"));
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static JsonNode await(URI address) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < 240; i++) {
      try {
        String body =
            client
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        if (body.contains("erp@file")) {
          return JSON.readTree(body);
        }
      } catch (java.net.ConnectException e) {
        // It has not started yet.
      }
      Thread.sleep(250);
    }
    throw new IOException("Traefik did not start within a minute");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
