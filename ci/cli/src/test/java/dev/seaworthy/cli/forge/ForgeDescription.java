package dev.seaworthy.cli.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A forge's published OpenAPI description, which {@code ci/components/forge-descriptions.sh}
 * fetches, and to which exchanges are held.
 */
final class ForgeDescription {
  /** The folder with the descriptions. */
  static final String FOLDER = "SEAWORTHY_TEST_FORGES";

  /** In place of an answer's code, where the answer is a failure on demand. */
  static final int UNTOLD = 0;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Optional<ForgeDescription>> READ = new ConcurrentHashMap<>();

  /** An operation, by the path that it is described under. */
  private record Operation(String template, JsonNode tree, Map<String, String> inPath) {}

  private final JsonNode root;
  private final ForgeSchemas schemas;
  private final Map<String, String[]> templates = new TreeMap<>();

  private ForgeDescription(JsonNode root) {
    this.root = root;
    this.schemas = new ForgeSchemas(root);
    root.path("paths")
        .fieldNames()
        .forEachRemaining(path -> templates.put(path, path.split("/", -1)));
  }

  /** The description of a forge; empty where it is not there. */
  static Optional<ForgeDescription> of(String forge) {
    return READ.computeIfAbsent(forge, ForgeDescription::read);
  }

  private static Optional<ForgeDescription> read(String forge) {
    String folder = System.getenv(FOLDER);
    Path file = Path.of(folder == null ? "" : folder, forge + ".json");
    if (folder == null || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ForgeDescription(JSON.readTree(Files.readAllBytes(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What of an exchange is not as it is described. */
  List<String> faults(Exchange exchange) {
    List<String> faults = new ArrayList<>();
    String asked = exchange.method() + " " + exchange.path();
    Optional<Operation> found = operation(exchange);
    if (found.isEmpty()) {
      return List.of(asked + ": there is no such operation");
    }
    Operation operation = found.get();
    parameters(operation, exchange.query(), faults);
    requestBody(operation.tree(), exchange.request(), faults);
    if (exchange.code() != UNTOLD) {
      answer(operation.tree(), exchange, faults);
    }
    return faults.stream().map(fault -> asked + ": " + fault).toList();
  }

  /** The path that an exchange's operation is described under. */
  String template(Exchange exchange) {
    return operation(exchange).map(Operation::template).orElse("?");
  }

  private Optional<Operation> operation(Exchange exchange) {
    String[] path = exchange.path().split("/", -1);
    Operation best = null;
    for (Map.Entry<String, String[]> template : templates.entrySet()) {
      Optional<Map<String, String>> values = match(template.getValue(), path);
      JsonNode item = root.path("paths").path(template.getKey());
      JsonNode tree = item.path(exchange.method().toLowerCase(Locale.ROOT));
      if (values.isEmpty() || !tree.isObject()) {
        continue;
      }
      // A name that is written stands before one that is open.
      if (best == null || values.get().size() < best.inPath().size()) {
        ObjectNode whole = tree.deepCopy();
        item.path("parameters").forEach(whole.withArray("parameters")::add);
        best = new Operation(template.getKey(), whole, values.get());
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<Map<String, String>> match(String[] template, String[] path) {
    if (template.length != path.length) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < path.length; i++) {
      if (template[i].startsWith("{")) {
        values.put(template[i].substring(1, template[i].length() - 1), decoded(path[i]));
      } else if (!template[i].equals(path[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private void parameters(Operation operation, @Nullable String query, List<String> faults) {
    Map<String, JsonNode> described = new HashMap<>();
    for (JsonNode one : operation.tree().path("parameters")) {
      JsonNode parameter = schemas.resolved(one);
      described.put(
          parameter.path("in").asText() + " " + parameter.path("name").asText(), parameter);
    }
    operation.inPath().forEach((name, value) -> value("path " + name, value, described, faults));
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        value(
            "query " + pair.substring(0, equals),
            decoded(pair.substring(equals + 1)),
            described,
            faults);
      }
    }
  }

  private void value(
      String name, String text, Map<String, JsonNode> described, List<String> faults) {
    JsonNode parameter = described.get(name);
    if (parameter == null) {
      if (!name.startsWith("query page")) {
        faults.add("no parameter `" + name + "` is described");
      }
      return;
    }
    JsonNode schema = parameter.path("schema");
    boolean number = schemas.resolved(schema).path("type").asText().equals("integer");
    JsonNode value =
        number && text.matches("-?[0-9]{1,9}")
            ? IntNode.valueOf(Integer.parseInt(text))
            : TextNode.valueOf(text);
    validate(name, schema, ForgeSchemas.Use.SENT, value, faults);
  }

  private void requestBody(JsonNode operation, JsonNode sent, List<String> faults) {
    JsonNode body = schemas.resolved(operation.path("requestBody"));
    if (body.isMissingNode()) {
      if (!sent.isNull()) {
        faults.add("no body is described, and one is sent");
      }
      return;
    }
    if (!sent.isNull() || body.path("required").asBoolean()) {
      JsonNode schema = body.path("content").path("application/json").path("schema");
      validate("body", schema, ForgeSchemas.Use.SENT, sent, faults);
    }
  }

  private void answer(JsonNode operation, Exchange exchange, List<String> faults) {
    JsonNode described = operation.path("responses").path(Integer.toString(exchange.code()));
    if (described.isMissingNode()) {
      faults.add("no answer " + exchange.code() + " is described");
      return;
    }
    JsonNode content = schemas.resolved(described).path("content");
    JsonNode schema = content.path("application/json").path("schema");
    if (schema.isMissingNode()) {
      // What a refusal says is told on a page of its own.
      if (exchange.code() < 400 && !exchange.answer().isNull()) {
        faults.add("an answer " + exchange.code() + " has no body");
      }
      return;
    }
    validate(
        "answer " + exchange.code(), schema, ForgeSchemas.Use.GIVEN, exchange.answer(), faults);
  }

  private void validate(
      String what, JsonNode schema, ForgeSchemas.Use use, JsonNode value, List<String> faults) {
    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            schemas.of(schema, use),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
        .validate(value)
        .forEach(message -> faults.add(what + ": " + message.getMessage()));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /**
   * A request and what was answered.
   *
   * @param query null where there is none
   * @param request null's node where no body was sent
   * @param answer the same
   */
  record Exchange(
      String method,
      String path,
      @Nullable String query,
      JsonNode request,
      int code,
      JsonNode answer) {
    @Override
    public String toString() {
      return Arrays.asList(method, path, query, request, code, answer).toString();
    }
  }
}
