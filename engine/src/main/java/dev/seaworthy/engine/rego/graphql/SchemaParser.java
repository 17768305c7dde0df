package dev.seaworthy.engine.rego.graphql;

import dev.seaworthy.engine.rego.graphql.Token.Kind;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads schemas: types, directives and extensions of types. */
public final class SchemaParser extends Parser {
  private static final Map<String, String> KINDS =
      Map.of(
          "scalar", "SCALAR",
          "type", "OBJECT",
          "interface", "INTERFACE",
          "union", "UNION",
          "enum", "ENUM",
          "input", "INPUT_OBJECT");
  private static final Set<String> LOCATIONS =
      Set.of(
          "QUERY",
          "MUTATION",
          "SUBSCRIPTION",
          "FIELD",
          "FRAGMENT_DEFINITION",
          "FRAGMENT_SPREAD",
          "INLINE_FRAGMENT",
          "VARIABLE_DEFINITION",
          "SCHEMA",
          "SCALAR",
          "OBJECT",
          "FIELD_DEFINITION",
          "ARGUMENT_DEFINITION",
          "INTERFACE",
          "UNION",
          "ENUM",
          "ENUM_VALUE",
          "INPUT_OBJECT",
          "INPUT_FIELD_DEFINITION");

  private final List<Value> schemas = new ArrayList<>();
  private final List<Value> schemaExtensions = new ArrayList<>();
  private final List<Value> directiveDefinitions = new ArrayList<>();
  private final List<Value> definitions = new ArrayList<>();
  private final List<Value> extensions = new ArrayList<>();

  /** A text before a definition, and the comments before that. */
  private record Description(String text, List<String> comments, Token token) {}

  private SchemaParser(String text) {
    super(text);
  }

  /**
   * The tree of a document.
   *
   * @throws dev.seaworthy.engine.rego.RegoException if it is not GraphQL
   */
  public static ObjectValue parse(String text) {
    return new SchemaParser(text).document();
  }

  private ObjectValue document() {
    while (!isNext(Kind.EOF)) {
      Description description = description();
      Token token = peek();
      if (token.kind() == Kind.NAME && KINDS.containsKey(token.text())) {
        definitions.add(definition(described(description), false));
      } else if (token.isName("schema")) {
        schemas.add(schema(described(description), false));
      } else if (token.isName("directive")) {
        directiveDefinitions.add(directiveDefinition(described(description)));
      } else if (token.isName("extend")) {
        if (!description.text().isEmpty()) {
          throw unexpected(description.token());
        }
        extend();
      } else {
        throw unexpected(token);
      }
    }
    return new Node()
        .list("Schema", schemas)
        .list("SchemaExtension", schemaExtensions)
        .list("Directives", directiveDefinitions)
        .list("Definitions", definitions)
        .list("Extensions", extensions)
        .comments("Comment", comments())
        .done();
  }

  private Description description() {
    List<String> before = comments();
    Token token = peek();
    return token.isText()
        ? new Description(next().text(), before, token)
        : new Description("", List.of(), token);
  }

  /** A node with its description and the comments around it. */
  private Node described(Description description) {
    return new Node()
        .put("Description", description.text())
        .comments("BeforeDescriptionComment", description.comments())
        .comments("AfterDescriptionComment", comments());
  }

  /** A part of a definition, which may have a description. */
  private Node describedPart() {
    Description description = description();
    boolean isEmpty = description.text().isEmpty();
    return described(isEmpty ? new Description("", List.of(), description.token()) : description);
  }

  private void extend() {
    Node node = new Node().put("Description", "").comments("AfterDescriptionComment", comments());
    expectKeyword("extend");
    if (peek().isName("schema")) {
      schemaExtensions.add(schema(node, true));
    } else if (isNext(Kind.NAME) && KINDS.containsKey(peek().text())) {
      extensions.add(definition(node, true));
    } else {
      throw unexpected(peek());
    }
  }

  private Value schema(Node node, boolean isExtension) {
    expectKeyword("schema");
    List<Value> directives = directives(true);
    List<Value> operations = some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, this::operationType);
    if (isExtension && directives.isEmpty() && operations.isEmpty()) {
      throw unexpected(peek());
    }
    return end(node, operations)
        .list("Directives", directives)
        .list("OperationTypes", operations)
        .done();
  }

  private Node end(Node node, List<Value> parts) {
    return node.comments(
        "EndOfDefinitionComment", parts.isEmpty() ? List.of() : commentsBeforeEnd());
  }

  private Value operationType() {
    Node node = new Node().comments("Comment", comments());
    Token operation = next();
    if (!Set.of("query", "mutation", "subscription").contains(operation.text())) {
      throw unexpected(operation);
    }
    expect(Kind.COLON);
    return node.put("Operation", operation.text()).put("Type", name()).done();
  }

  private Value definition(Node node, boolean isExtension) {
    String keyword = name();
    node.put("Kind", KINDS.get(keyword) == null ? "" : KINDS.get(keyword))
        .put("BuiltIn", false)
        .put("Name", name());
    boolean isObject = keyword.equals("type");
    boolean mayImplement = isObject || (keyword.equals("interface") && !isExtension);
    List<String> interfaces = mayImplement ? interfaces() : List.of();
    List<Value> directives = directives(!(isExtension && keyword.equals("input")));
    node.texts("Interfaces", interfaces).list("Directives", directives);
    int parts = interfaces.size() + directives.size() + body(node, keyword);
    if (isExtension && parts == 0) {
      throw unexpected(peek());
    }
    return node.done();
  }

  /** Reads what a definition consists of; returns how much that is. */
  private int body(Node node, String keyword) {
    switch (keyword) {
      case "type", "interface" -> {
        return fields(node, "Fields", this::field);
      }
      case "input" -> {
        return fields(node, "Fields", this::argumentDefinition);
      }
      case "enum" -> {
        return fields(node, "EnumValues", this::enumValue);
      }
      case "union" -> {
        List<String> types = skip(Kind.EQUALS) ? names(Kind.PIPE) : List.of();
        node.texts("Types", types);
        return types.size();
      }
      default -> {
        return 0;
      }
    }
  }

  private int fields(Node node, String name, Part<Value> part) {
    List<Value> fields = some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, part);
    end(node, fields).list(name, fields);
    return fields.size();
  }

  private List<String> interfaces() {
    if (!peek().text().equals("implements")) {
      return List.of();
    }
    next();
    return names(Kind.AMP);
  }

  /** Names with a sign between them, and maybe before the first. */
  private List<String> names(Kind separator) {
    List<String> names = new ArrayList<>();
    skip(separator);
    do {
      names.add(name());
    } while (skip(separator));
    return names;
  }

  private Value field() {
    Node node = describedPart().put("Name", name()).list("Arguments", argumentDefinitions());
    expect(Kind.COLON);
    return node.put("Type", type()).list("Directives", directives(true)).done();
  }

  private List<Value> argumentDefinitions() {
    return some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, this::argumentDefinition);
  }

  private Value argumentDefinition() {
    Node node = describedPart().put("Name", name());
    expect(Kind.COLON);
    node.put("Type", type());
    if (skip(Kind.EQUALS)) {
      node.put("DefaultValue", value(true));
    }
    return node.list("Directives", directives(true)).done();
  }

  private Value enumValue() {
    return describedPart().put("Name", name()).list("Directives", directives(true)).done();
  }

  private Value directiveDefinition(Node node) {
    expectKeyword("directive");
    expect(Kind.AT);
    node.put("Name", name()).list("Arguments", argumentDefinitions());
    boolean isRepeatable = peek().isName("repeatable");
    if (isRepeatable) {
      next();
    }
    expectKeyword("on");
    List<String> locations = new ArrayList<>();
    skip(Kind.PIPE);
    do {
      Token location = expect(Kind.NAME);
      if (!LOCATIONS.contains(location.text())) {
        throw unexpected(location);
      }
      locations.add(location.text());
    } while (skip(Kind.PIPE));
    return node.put("IsRepeatable", isRepeatable).texts("Locations", locations).done();
  }
}
