package dev.seaworthy.signers.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as Vault's published API says, also what a healthy Vault never would. */
final class AnsweringVault implements AutoCloseable {
  static final String TOKEN = "hvs.only-for-tests";

  /** An answer to a method and a path. */
  record Answer(int status, String body) {}

  /** What was asked. */
  record Asked(String line, String token, String namespace, String body) {}

  private final Map<String, Answer> answers = new HashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  AnsweringVault() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  AnsweringVault answer(String line, int status, String body) {
    answers.put(line, new Answer(status, body));
    return this;
  }

  List<Asked> asked() {
    return asked;
  }

  Map<String, String> environment() {
    return Map.of(
        "VAULT_ADDR", "http://127.0.0.1:" + server.getAddress().getPort(), "VAULT_TOKEN", TOKEN);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(
          new Asked(
              line,
              exchange.getRequestHeaders().getOrDefault("X-Vault-Token", List.of("")).get(0),
              exchange.getRequestHeaders().getOrDefault("X-Vault-Namespace", List.of("")).get(0),
              body));
      Answer answer = answers.getOrDefault(line, new Answer(404, "{\"errors\":[]}"));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      if (answer.status() == 307) {
        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/v1/elsewhere");
      }
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
