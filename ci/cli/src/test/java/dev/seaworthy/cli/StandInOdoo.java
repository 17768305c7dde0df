package dev.seaworthy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Answers JSON-RPC and JSON-2 as Odoo does, from tables that a test gives; faults have the names
 * and forms of Odoo's own ({@code odoo/http.py}).
 */
final class StandInOdoo implements AutoCloseable {
  static final String SECRET = "k3y-0f-the-auditor";
  static final String USER = "auditor@harbor.example";

  private static final ObjectMapper JSON = new ObjectMapper();

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final ObjectNode tables;
  private final HttpServer server;

  /** Set where every request gets this, whatever it asks. */
  private volatile String instead = "";

  StandInOdoo(String tables) throws IOException {
    this.tables = (ObjectNode) JSON.readTree(tables);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/jsonrpc", exchange -> answer(exchange, this::jsonrpc));
    server.createContext("/json/2/", exchange -> answer(exchange, this::json2));
    server.start();
  }

  private interface Way {
    String answer(HttpExchange exchange, JsonNode body) throws IOException;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on the answer is this text, of type HTML where it looks so. */
  void say(String text) {
    instead = text;
  }

  private void answer(HttpExchange exchange, Way way) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    String text = instead.isEmpty() ? way.answer(exchange, body) : instead;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int code = exchange.getAttribute("code") instanceof Integer given ? given : 200;
    exchange.sendResponseHeaders(code, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private String jsonrpc(HttpExchange exchange, JsonNode body) {
    JsonNode call = body.path("params");
    JsonNode args = call.path("args");
    String method = call.path("service").asText() + "." + call.path("method").asText();
    if (method.equals("common.version")) {
      return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"server_serie\":\"18.0\"}}";
    }
    if (!args.path(0).asText().equals("erp")) {
      return fault("psycopg2.OperationalError", "FATAL:  database \\\"x\\\" does not exist\\n");
    }
    if (method.equals("common.authenticate")) {
      boolean known = args.path(1).asText().equals(USER) && args.path(2).asText().equals(SECRET);
      return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":%s}".formatted(known ? "7" : "false");
    }
    if (!args.path(2).asText().equals(SECRET)) {
      return fault("odoo.exceptions.AccessDenied", "Access Denied");
    }
    String model = args.path(3).asText();
    asked.add(model + "." + args.path(4).asText());
    if (!tables.has(model)) {
      return fault("odoo.exceptions.AccessError", "You are not allowed to access it: " + SECRET);
    }
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":%s}"
        .formatted(rows(model, args.path(4).asText(), args.path(6)));
  }

  private static String fault(String name, String message) {
    return """
    {"jsonrpc":"2.0","id":1,"error":{"code":200,"message":"Odoo Server Error","data":
    {"name":"%s","debug":"Traceback (most recent call last): secret","message":"%s"}}}\
    """
        .formatted(name, message);
  }

  private String json2(HttpExchange exchange, JsonNode body) {
    List<String> steps = List.of(exchange.getRequestURI().getPath().split("/"));
    String authorization =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
    if (!authorization.equals("bearer " + SECRET)) {
      exchange.setAttribute("code", 401);
      return "{\"name\":\"werkzeug.exceptions.Unauthorized\",\"message\":\"Invalid apikey\"}";
    }
    String model = steps.get(3);
    asked.add(model + "." + steps.get(4));
    if (!tables.has(model)) {
      exchange.setAttribute("code", 403);
      return "{\"name\":\"odoo.exceptions.AccessError\",\"message\":\"You are not allowed\"}";
    }
    return rows(model, steps.get(4), body).toString();
  }

  private JsonNode rows(String model, String method, JsonNode arguments) {
    if (method.equals("fields_get")) {
      ObjectNode fields = JSON.createObjectNode();
      tables.path(model).path(0).fieldNames().forEachRemaining(name -> fields.putObject(name));
      return fields;
    }
    ArrayNode found = JSON.createArrayNode();
    for (JsonNode row : tables.path(model)) {
      boolean meets = arguments.path("domain").valueStream().allMatch(leaf -> meets(row, leaf));
      if (meets && found.size() < arguments.path("limit").asInt()) {
        ObjectNode shown = found.addObject();
        shown.set("id", row.path("id"));
        arguments
            .path("fields")
            .forEach(field -> shown.set(field.asText(), row.path(field.asText())));
      }
    }
    return found;
  }

  private static boolean meets(JsonNode row, JsonNode leaf) {
    JsonNode value = row.path(leaf.path(0).asText());
    return leaf.path(1).asText().equals(">")
        ? value.asLong() > leaf.path(2).asLong()
        : value.isMissingNode() || value.equals(leaf.path(2));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
