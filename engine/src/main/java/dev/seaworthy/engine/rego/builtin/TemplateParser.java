package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.builtin.Template.Command;
import dev.seaworthy.engine.rego.builtin.Template.Expression;
import dev.seaworthy.engine.rego.builtin.Template.Node;
import dev.seaworthy.engine.rego.builtin.Template.Pipeline;
import dev.seaworthy.engine.rego.builtin.TemplateLexer.Kind;
import dev.seaworthy.engine.rego.builtin.TemplateLexer.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the templates of Go's {@code text/template}. */
final class TemplateParser {
  private static final int MAX_DEPTH = 100;
  private static final Set<String> ENDS = Set.of("end", "else");

  private final List<Token> tokens;
  private final Map<String, List<Node>> defined = new HashMap<>();
  private final Deque<String> variables = new ArrayDeque<>(List.of("$"));
  private int at;
  private int depth;
  private int loops;

  private TemplateParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * @throws RegoException of kind BUILTIN if it is malformed
   */
  static Template parse(Budget budget, String source) {
    TemplateParser parser = new TemplateParser(TemplateLexer.tokens(budget, source));
    List<Node> main = parser.nodes();
    if (parser.peek().kind() != Kind.END) {
      throw parser.unexpected(parser.tokens.get(parser.at + 1));
    }
    return new Template(main, parser.defined);
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    return tokens.get(at++);
  }

  private RegoException unexpected(Token token) {
    String what =
        token.kind() == Kind.END ? "unexpected EOF" : "unexpected {{%s}}".formatted(token.text());
    return error(token, what);
  }

  private static RegoException error(Token token, String why) {
    return Operands.failed("template: template:%d: %s".formatted(token.line(), why));
  }

  /** Up to the template's end, or an action that ends a list. */
  private List<Node> nodes() {
    if (++depth > MAX_DEPTH) {
      throw error(peek(), "actions nest too deeply");
    }
    int outer = variables.size();
    List<Node> nodes = new ArrayList<>();
    while (peek().kind() != Kind.END && !isEnd()) {
      Token token = next();
      if (token.kind() == Kind.TEXT) {
        nodes.add(new Template.Text(token.text()));
      } else {
        Node node = action();
        if (node != null) {
          nodes.add(node);
        }
      }
    }
    leave(outer);
    depth--;
    return nodes;
  }

  private void leave(int outer) {
    while (variables.size() > outer) {
      variables.pop();
    }
  }

  private boolean isEnd() {
    Token token = tokens.get(Math.min(at + 1, tokens.size() - 1));
    return peek().kind() == Kind.OPEN && token.kind() == Kind.NAME && ENDS.contains(token.text());
  }

  private @Nullable Node action() {
    Token token = peek();
    String keyword = token.kind() == Kind.NAME ? token.text() : "";
    switch (keyword) {
      case "if", "with", "range" -> {
        at++;
        return control(keyword);
      }
      case "break", "continue" -> {
        at++;
        if (loops == 0) {
          throw error(token, "{{%s}} outside {{range}}".formatted(keyword));
        }
        close();
        return new Template.Jump(keyword.equals("break"));
      }
      case "define" -> {
        at++;
        define();
        return null;
      }
      case "template" -> {
        at++;
        return call();
      }
      case "block" -> {
        at++;
        return block();
      }
      default -> {
        Pipeline pipeline = pipeline();
        close();
        return new Template.Output(pipeline);
      }
    }
  }

  private void close() {
    Token token = next();
    if (token.kind() != Kind.CLOSE) {
      throw error(token, "unexpected <%s> in command".formatted(token.text()));
    }
  }

  private Node control(String keyword) {
    int outer = variables.size();
    boolean isRange = keyword.equals("range");
    Pipeline pipeline = pipeline();
    close();
    loops += isRange ? 1 : 0;
    List<Node> body = nodes();
    loops -= isRange ? 1 : 0;
    List<Node> otherwise = otherwise(keyword);
    leave(outer);
    return isRange
        ? new Template.Range(pipeline, body, otherwise)
        : new Template.Choice(pipeline, body, otherwise, keyword.equals("with"));
  }

  private List<Node> otherwise(String keyword) {
    Token token = endKeyword();
    if (token.text().equals("end")) {
      close();
      return List.of();
    }
    boolean isChained = peek().is(Kind.NAME, keyword) && !keyword.equals("range");
    if (isChained) {
      at++;
      return List.of(control(keyword));
    }
    close();
    List<Node> nodes = nodes();
    end();
    return nodes;
  }

  private Token endKeyword() {
    if (peek().kind() != Kind.OPEN) {
      throw unexpected(peek());
    }
    at++;
    return next();
  }

  private void end() {
    Token token = endKeyword();
    if (!token.text().equals("end")) {
      throw error(token, "expected end; found {{%s}}".formatted(token.text()));
    }
    close();
  }

  private String templateName() {
    Token token = next();
    if (token.kind() != Kind.STRING) {
      throw error(token, "unexpected <%s> in template clause".formatted(token.text()));
    }
    return token.text();
  }

  private void define() {
    if (depth > 1) {
      throw error(peek(), "unexpected {{define}}");
    }
    String name = templateName();
    close();
    body(name);
  }

  private void body(String name) {
    List<String> outer = new ArrayList<>(variables);
    variables.clear();
    variables.push("$");
    int outerLoops = loops;
    loops = 0;
    List<Node> nodes = nodes();
    boolean isFirst = defined.putIfAbsent(name, nodes) == null;
    if (!isFirst) {
      throw error(peek(), "template: multiple definition of template \"%s\"".formatted(name));
    }
    end();
    loops = outerLoops;
    variables.clear();
    variables.addAll(outer);
  }

  private Node call() {
    String name = templateName();
    Pipeline pipeline = peek().kind() == Kind.CLOSE ? null : pipeline();
    close();
    return new Template.Call(name, pipeline);
  }

  private Node block() {
    String name = templateName();
    Pipeline pipeline = pipeline();
    close();
    body(name);
    return new Template.Call(name, pipeline);
  }

  private Pipeline pipeline() {
    List<String> declared = new ArrayList<>();
    boolean isNew = variablesAhead(declared);
    List<Command> commands = new ArrayList<>();
    do {
      commands.add(command());
    } while (take("|"));
    if (isNew) {
      declared.forEach(variables::push);
    }
    return new Pipeline(declared, isNew, commands);
  }

  private boolean take(String sign) {
    boolean isThere = peek().is(Kind.SIGN, sign);
    at += isThere ? 1 : 0;
    return isThere;
  }

  /** Reads {@code $a, $b :=}, if that is what comes. */
  private boolean variablesAhead(List<String> declared) {
    int begin = at;
    while (peek().kind() == Kind.VARIABLE) {
      declared.add(next().text());
      if (!take(",")) {
        break;
      }
    }
    if (!declared.isEmpty() && take(":=")) {
      return true;
    }
    if (!declared.isEmpty() && take("=")) {
      declared.forEach(name -> require(name, tokens.get(begin)));
      return false;
    }
    declared.clear();
    at = begin;
    return false;
  }

  private void require(String name, Token token) {
    if (!variables.contains(name)) {
      throw error(token, "undefined variable \"%s\"".formatted(name));
    }
  }

  private Command command() {
    List<Expression> words = new ArrayList<>();
    while (peek().kind() != Kind.CLOSE
        && !peek().is(Kind.SIGN, "|")
        && !peek().is(Kind.SIGN, ")")) {
      if (!words.isEmpty() && !peek().isApart()) {
        throw error(peek(), "unexpected <%s> in operand".formatted(peek().text()));
      }
      words.add(operand());
    }
    if (words.isEmpty()) {
      throw error(peek(), "missing value for command");
    }
    return new Command(words);
  }

  private Expression operand() {
    Expression term = term();
    List<String> fields = new ArrayList<>();
    while (peek().kind() == Kind.FIELD && !peek().isApart()) {
      fields.add(next().text());
    }
    if (fields.isEmpty()) {
      return term;
    }
    if (term instanceof Template.Literal || term instanceof Template.Function) {
      throw error(peek(), "unexpected . after term");
    }
    return new Template.Fields(term, fields);
  }

  private Expression term() {
    Token token = next();
    switch (token.kind()) {
      case DOT -> {
        return new Template.Dot();
      }
      case FIELD -> {
        return new Template.Fields(new Template.Dot(), List.of(token.text()));
      }
      case VARIABLE -> {
        require(token.text(), token);
        return new Template.Variable(token.text());
      }
      case NUMBER -> {
        return new Template.Literal(TemplateNumbers.parse(token.text(), token.line()));
      }
      case CHAR -> {
        return new Template.Literal((long) token.text().codePointAt(0));
      }
      case STRING -> {
        return new Template.Literal(token.text());
      }
      case NAME -> {
        return name(token);
      }
      default -> {
        return parenthesized(token);
      }
    }
  }

  private static Expression name(Token token) {
    return switch (token.text()) {
      case "true" -> new Template.Literal(true);
      case "false" -> new Template.Literal(false);
      case "nil" -> new Template.Nil();
      default -> {
        if (!TemplateFunctions.NAMES.contains(token.text())) {
          throw error(token, "function \"%s\" not defined".formatted(token.text()));
        }
        yield new Template.Function(token.text());
      }
    };
  }

  private Expression parenthesized(Token token) {
    if (!token.is(Kind.SIGN, "(")) {
      throw error(token, "unexpected <%s> in operand".formatted(token.text()));
    }
    if (++depth > MAX_DEPTH) {
      throw error(token, "parentheses nest too deeply");
    }
    Pipeline inner = pipeline();
    depth--;
    if (!take(")")) {
      throw error(peek(), "unclosed left paren");
    }
    return inner;
  }
}
