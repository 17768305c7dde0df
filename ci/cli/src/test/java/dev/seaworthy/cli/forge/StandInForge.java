package dev.seaworthy.cli.forge;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps comments, reviews, statuses and checks as GitHub, GitLab and Gitea say that they do, with
 * pages of two items, and fails on demand. Where the descriptions of forges are there, each request
 * and each answer is held to them, and closing fails where one is not as described.
 */
final class StandInForge implements AutoCloseable {
  /**
   * A failure.
   *
   * @param method of the request that fails; its path holds {@code part}
   * @param done whether the request is carried out before it fails
   */
  record Fault(
      String method,
      String part,
      int code,
      Map<String, String> headers,
      String body,
      boolean done) {}

  static final String HEAD = "a".repeat(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<ObjectNode> notes = new ArrayList<>();
  final List<ObjectNode> remarks = new ArrayList<>();
  final List<ObjectNode> statuses = new ArrayList<>();
  final List<ObjectNode> checks = new ArrayList<>();
  final List<ObjectNode> reviews = new ArrayList<>();
  final List<ObjectNode> commits = new ArrayList<>();
  final List<ObjectNode> open = new ArrayList<>();
  final List<ObjectNode> scans = new ArrayList<>();
  final List<ObjectNode> externalChecks = new ArrayList<>();
  final List<Integer> batches = new ArrayList<>();
  final List<String> requests = new ArrayList<>();
  final Deque<Fault> faults = new ArrayDeque<>();

  /** Whether the token may not ask who it is. */
  volatile boolean nameless;

  private final DescribedExchanges described = new DescribedExchanges();
  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private int next = 1;

  StandInForge() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  ObjectNode note(String author, String type, String body) {
    ObjectNode note = JSON.createObjectNode().put("id", next++).put("body", body);
    note.putObject("user").put("login", author).put("type", type);
    note.putObject("author").put("username", author);
    return note;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    byte[] body = exchange.getRequestBody().readAllBytes();
    String forge = ForgeAnswers.forge(exchange);
    synchronized (this) {
      requests.add(method + " " + path);
      Fault fault = faults.peek();
      boolean fails = fault != null && fault.method().equals(method) && path.contains(fault.part());
      if (fails) {
        faults.remove();
        if (fault.done()) {
          answer(forge, method, path, tree(body));
        }
        described.hold(forge, exchange, body, ForgeDescription.UNTOLD, "");
        fault.headers().forEach(exchange.getResponseHeaders()::add);
        reply(exchange, fault.code(), fault.body());
        return;
      }
      JsonNode answer = answer(forge, method, path, tree(body));
      String told = "";
      if (answer instanceof ArrayNode all) {
        told = ForgeAnswers.page(exchange, all, query, path);
      } else if (!method.equals("DELETE") || answer == null) {
        told =
            answer == null
                ? ForgeAnswers.missing(forge)
                : ForgeAnswers.shown(forge, answer).toString();
      }
      int refusal = path.equals("/user") ? 401 : 404;
      int code = answer == null ? refusal : code(method, path);
      described.hold(forge, exchange, body, code, told);
      reply(exchange, code, told);
    }
  }

  private static int code(String method, String path) {
    return switch (method) {
      case "DELETE" -> 204;
      // A review alone is told as something that was there.
      case "POST" -> path.endsWith("/reviews") ? 200 : path.endsWith("/sarifs") ? 202 : 201;
      default -> 200;
    };
  }

  private static JsonNode tree(byte[] body) throws IOException {
    return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
  }

  private @Nullable JsonNode answer(String forge, String method, String path, JsonNode body) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.equals("/user")) {
      return forge.equals("bitbucket") && nameless ? null : ForgeAnswers.user(forge);
    }
    if (path.matches(".*/(pulls|merge_requests)/[0-9]+")) {
      return ForgeAnswers.request(forge, Long.parseLong(last));
    }
    if (path.matches(".*/pullrequests/[0-9]+")) {
      return ForgeAnswers.pullRequest(Integer.parseInt(last));
    }
    if (path.matches(".*/(pulls|merge_requests|pullrequests)")) {
      return array(open);
    }
    if (path.contains("/code-scanning/sarifs")) {
      scans.add(body.deepCopy());
      return JSON.createObjectNode().put("id", "scan-" + scans.size());
    }
    if (path.contains("/status_check")) {
      return externalCheck(method, body);
    }
    if (path.contains("/statuses/build/")) {
      return statuses.isEmpty() ? null : statuses.get(0);
    }
    if (path.contains("/statuses")) {
      return method.equals("GET") ? array(statuses) : status(forge, body);
    }
    if (path.contains("/check-runs")) {
      return check(method, last, body);
    }
    if (method.equals("GET") && path.endsWith("/reviews")) {
      return array(reviews);
    }
    if (path.endsWith("/commits")) {
      return array(commits);
    }
    if (path.endsWith("/versions")) {
      return array(
          List.of(
              JSON.createObjectNode()
                  .put("head_commit_sha", HEAD)
                  .put("created_at", "2026-11-20T12:00:00.000Z")));
    }
    if (path.endsWith("/approvals")) {
      ObjectNode approvals = JSON.createObjectNode();
      approvals.set("approved_by", array(reviews));
      return approvals;
    }
    if (path.contains("/memberships/")) {
      return path.contains("/teams/sec/")
          ? JSON.createObjectNode().put("state", last.equals("sec") ? "active" : "pending")
          : null;
    }
    if (path.endsWith("/reviews")) {
      body.path("comments").forEach(one -> remark(one.path("body").asText(), one));
      return JSON.createObjectNode().put("id", next++).put("state", "COMMENTED");
    }
    if (path.contains("/discussions") && !method.equals("POST")) {
      return discussions(method, last, body);
    }
    if (path.endsWith("/discussions")) {
      return remark(body.path("body").asText(), body.path("position")).put("type", "DiffNote");
    }
    if (path.matches(".*/pulls/[0-9]+/comments")) {
      return array(remarks);
    }
    return notes(method, path, last, body);
  }

  /** Each remark is the first of a discussion of its own. */
  private @Nullable JsonNode discussions(String method, String last, JsonNode body) {
    List<ObjectNode> all = new ArrayList<>();
    for (ObjectNode remark : remarks) {
      String id = "d" + remark.path("id").asText();
      if (method.equals("PUT") && id.equals(last)) {
        return remark.put("resolved", body.path("resolved").asBoolean());
      }
      ObjectNode discussion = JSON.createObjectNode().put("id", id);
      discussion.putArray("notes").add(remark);
      all.add(discussion);
    }
    return method.equals("GET") ? array(all) : null;
  }

  private @Nullable JsonNode notes(String method, String path, String last, JsonNode body) {
    if (last.equals("comments") || last.equals("notes")) {
      if (method.equals("POST")) {
        ObjectNode note = note("bot", nameless ? "App" : "User", said(body));
        notes.add(note);
        return note;
      }
      List<ObjectNode> all = new ArrayList<>(notes);
      if (last.equals("notes")) {
        all.addAll(remarks);
      }
      return array(all);
    }
    List<ObjectNode> kept = path.contains("/pulls/comments/") ? remarks : notes;
    if (method.equals("DELETE") && path.contains("/pullrequests/")) {
      kept.stream()
          .filter(one -> one.path("id").asText().equals(last))
          .forEach(one -> one.put("deleted", true));
      return JSON.createObjectNode();
    }
    if (method.equals("DELETE")) {
      return kept.removeIf(one -> one.path("id").asText().equals(last))
          ? JSON.createObjectNode()
          : null;
    }
    return kept.stream()
        .filter(one -> one.path("id").asText().equals(last))
        .findFirst()
        .map(one -> one.put("body", said(body)))
        .orElse(null);
  }

  /** Only some editions have them. */
  private @Nullable JsonNode externalCheck(String method, JsonNode body) {
    if (externalChecks.isEmpty()) {
      return null;
    }
    if (method.equals("POST")) {
      externalChecks.stream()
          .filter(one -> one.path("id").equals(body.path("external_status_check_id")))
          .forEach(one -> one.put("status", body.path("status").asText()));
      return body;
    }
    return array(externalChecks);
  }

  private static String said(JsonNode body) {
    return body.path("body").asText(body.path("content").path("raw").asText());
  }

  private ObjectNode remark(String body, JsonNode place) {
    ObjectNode remark = note("bot", "User", body);
    remark.set("place", place);
    remarks.add(remark);
    return remark;
  }

  /** GitLab takes a `state` and gives a `status`, as Gitea does. */
  private ObjectNode status(String forge, JsonNode body) {
    ObjectNode status = body.deepCopy();
    if (forge.equals("bitbucket")) {
      statuses.clear();
    } else if (!forge.equals("github")) {
      status.set("status", status.remove("state"));
    }
    statuses.add(0, status);
    return status;
  }

  private JsonNode check(String method, String last, JsonNode body) {
    if (method.equals("GET") && last.equals("check-runs")) {
      return array(checks);
    }
    if (method.equals("POST")) {
      ObjectNode check = body.deepCopy();
      check.put("id", next++).putObject("output").put("annotations_count", 0);
      checks.add(check);
      return check;
    }
    ObjectNode check =
        checks.stream()
            .filter(one -> one.path("id").asText().equals(last))
            .findFirst()
            .orElseThrow();
    if (method.equals("GET")) {
      return check;
    }
    int added = body.path("output").path("annotations").size();
    if (added > 0) {
      batches.add(added);
    }
    int count = check.path("output").path("annotations_count").asInt() + added;
    check.putObject("output").put("annotations_count", count);
    for (String key : List.of("status", "conclusion")) {
      if (body.has(key)) {
        check.put(key, body.path(key).asText());
      }
    }
    return check;
  }

  private static ArrayNode array(List<ObjectNode> items) {
    ArrayNode array = JSON.createArrayNode();
    items.forEach(array::add);
    return array;
  }

  private static void reply(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
    described.close();
  }
}
