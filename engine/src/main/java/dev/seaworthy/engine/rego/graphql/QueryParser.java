package dev.seaworthy.engine.rego.graphql;

import dev.seaworthy.engine.rego.graphql.Token.Kind;
import dev.seaworthy.engine.rego.value.ObjectValue;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Reads queries: operations and fragments. */
public final class QueryParser extends Parser {
  private QueryParser(String text) {
    super(text);
  }

  /**
   * The tree of a document.
   *
   * @throws dev.seaworthy.engine.rego.RegoException if it is not GraphQL
   */
  public static ObjectValue parse(String text) {
    return new QueryParser(text).document();
  }

  private ObjectValue document() {
    List<Value> operations = new ArrayList<>();
    List<Value> fragments = new ArrayList<>();
    while (!isNext(Kind.EOF)) {
      Token token = peek();
      boolean isOperation =
          token.isName("query") || token.isName("mutation") || token.isName("subscription");
      if (isOperation || token.kind() == Kind.BRACE_LEFT) {
        operations.add(operation());
      } else if (token.isName("fragment")) {
        fragments.add(fragment());
      } else {
        throw unexpected(token);
      }
    }
    return new Node().list("Operations", operations).list("Fragments", fragments).done();
  }

  private Value operation() {
    if (isNext(Kind.BRACE_LEFT)) {
      // The comments before a bare selection are lost in OPA, too.
      return new Node()
          .put("Operation", "query")
          .put("Name", "")
          .list("SelectionSet", requiredSelections())
          .done();
    }
    return new Node()
        .comments("Comment", comments())
        .put("Operation", next().text())
        .put("Name", isNext(Kind.NAME) ? next().text() : "")
        .list("VariableDefinitions", variables())
        .list("Directives", directives(false))
        .list("SelectionSet", requiredSelections())
        .done();
  }

  private List<Value> variables() {
    return some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, this::variable);
  }

  private Value variable() {
    Node node = new Node().comments("Comment", comments());
    expect(Kind.DOLLAR);
    node.put("Variable", name());
    expect(Kind.COLON);
    node.put("Type", type());
    if (skip(Kind.EQUALS)) {
      node.put("DefaultValue", value(true));
    }
    return node.list("Directives", directives(false)).put("Used", false).done();
  }

  private List<Value> requiredSelections() {
    if (!isNext(Kind.BRACE_LEFT)) {
      throw complaint(peek(), "Expected {, found " + peek().kind().shown());
    }
    return selections();
  }

  private List<Value> selections() {
    return some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, () -> isNext(Kind.SPREAD) ? spread() : field());
  }

  private Value field() {
    Node node = new Node().comments("Comment", comments());
    String alias = name();
    return node.put("Alias", alias)
        .put("Name", skip(Kind.COLON) ? name() : alias)
        .list("Arguments", arguments(false))
        .list("Directives", directives(false))
        .list("SelectionSet", selections())
        .done();
  }

  private Value spread() {
    Node node = new Node().comments("Comment", comments());
    expect(Kind.SPREAD);
    boolean isOn = peek().isName("on");
    if (isNext(Kind.NAME) && !isOn) {
      return node.put("Name", name()).list("Directives", directives(false)).done();
    }
    if (isOn) {
      next();
    }
    return node.put("TypeCondition", isOn ? name() : "")
        .list("Directives", directives(false))
        .list("SelectionSet", requiredSelections())
        .done();
  }

  private Value fragment() {
    Node node = new Node().comments("Comment", comments());
    expectKeyword("fragment");
    if (peek().isName("on")) {
      throw unexpected(peek());
    }
    node.put("Name", name()).list("VariableDefinition", variables());
    expectKeyword("on");
    return node.put("TypeCondition", name())
        .list("Directives", directives(false))
        .list("SelectionSet", requiredSelections())
        .done();
  }
}
