package dev.seaworthy.engine.rego.graphql;

import dev.seaworthy.engine.rego.RegoException;
import dev.seaworthy.engine.rego.graphql.Token.Kind;
import dev.seaworthy.engine.rego.value.GoText;
import dev.seaworthy.engine.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads words, and the parts that queries and schemas have in common. */
class Parser {
  private final Lexer lexer;
  private @Nullable Token peeked;
  private List<String> comments = List.of();
  private List<String> commentsBeforeEnd = List.of();
  private int depth;

  Parser(String text) {
    this.lexer = new Lexer(text);
  }

  /** Reads one of several things. */
  interface Part<T> {
    T read();
  }

  final Token peek() {
    Token token = peeked;
    if (token == null) {
      List<String> before = new ArrayList<>();
      token = lexer.next();
      while (token.kind() == Kind.COMMENT) {
        before.add(token.text());
        token = lexer.next();
      }
      comments = before;
      peeked = token;
    }
    return token;
  }

  /** The comments before the word that is next. */
  final List<String> comments() {
    peek();
    return comments;
  }

  final Token next() {
    Token token = peek();
    RegoException problem = lexer.problem();
    if (token.kind() == Kind.INVALID && problem != null) {
      throw problem;
    }
    peeked = null;
    comments = List.of();
    return token;
  }

  final boolean isNext(Kind kind) {
    return peek().kind() == kind;
  }

  final boolean skip(Kind kind) {
    boolean fits = isNext(kind);
    if (fits) {
      next();
    }
    return fits;
  }

  final Token expect(Kind kind) {
    if (!isNext(kind)) {
      throw complaint(
          peek(), "Expected %s, found %s".formatted(kind.shown(), peek().kind().shown()));
    }
    return next();
  }

  final void expectKeyword(String word) {
    if (!peek().isName(word)) {
      throw complaint(
          peek(), "Expected %s, found %s".formatted(GoText.quote(word), peek().shown()));
    }
    next();
  }

  static RegoException complaint(Token token, String message) {
    return Lexer.complaint(message, token.line(), token.column());
  }

  static RegoException unexpected(Token token) {
    return complaint(token, "Unexpected " + token.shown());
  }

  final String name() {
    return expect(Kind.NAME).text();
  }

  /** At least one thing between brackets, or no brackets. */
  final <T> List<T> some(Kind open, Kind close, Part<T> part) {
    List<T> parts = new ArrayList<>();
    if (skip(open)) {
      if (isNext(close)) {
        throw complaint(peek(), "expected at least one definition, found " + peek().kind().shown());
      }
      readUntil(close, part, parts);
    }
    return parts;
  }

  /** Things between brackets, or no brackets. */
  final <T> List<T> many(Kind open, Kind close, Part<T> part) {
    List<T> parts = new ArrayList<>();
    if (skip(open)) {
      readUntil(close, part, parts);
    }
    return parts;
  }

  private <T> void readUntil(Kind close, Part<T> part, List<T> parts) {
    descend();
    while (!isNext(close)) {
      parts.add(part.read());
    }
    depth--;
    commentsBeforeEnd = comments();
    next();
  }

  /** The comments before the bracket that was closed last. */
  final List<String> commentsBeforeEnd() {
    return commentsBeforeEnd;
  }

  private void descend() {
    if (++depth > WorkLimit.MAX_DEPTH) {
      throw WorkLimit.tooDeep();
    }
  }

  final List<Value> arguments(boolean isConstant) {
    return some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, () -> argument(isConstant));
  }

  private Value argument(boolean isConstant) {
    List<String> before = comments();
    Node node = new Node().put("Name", name());
    expect(Kind.COLON);
    return node.put("Value", value(isConstant)).comments("Comment", before).done();
  }

  final List<Value> directives(boolean isConstant) {
    List<Value> directives = new ArrayList<>();
    while (skip(Kind.AT)) {
      directives.add(
          new Node()
              .put("Name", name())
              .list("Arguments", arguments(isConstant))
              .put("Location", "")
              .done());
    }
    return directives;
  }

  final Value type() {
    Node node = new Node();
    if (skip(Kind.BRACKET_LEFT)) {
      descend();
      node.put("NamedType", "").put("Elem", type());
      depth--;
      expect(Kind.BRACKET_RIGHT);
    } else {
      node.put("NamedType", name());
    }
    return node.put("NonNull", skip(Kind.BANG)).done();
  }

  final Value value(boolean isConstant) {
    Token token = peek();
    List<String> before = comments();
    return switch (token.kind()) {
      case BRACKET_LEFT ->
          value("", 8)
              .list(
                  "Children",
                  many(
                      Kind.BRACKET_LEFT,
                      Kind.BRACKET_RIGHT,
                      () -> new Node().put("Name", "").put("Value", value(isConstant)).done()))
              .comments("Comment", before)
              .done();
      case BRACE_LEFT ->
          value("", 9)
              .list("Children", many(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, () -> argument(isConstant)))
              .comments("Comment", before)
              .done();
      case DOLLAR -> {
        if (isConstant) {
          throw unexpected(token);
        }
        next();
        yield value(name(), 0).done();
      }
      case INT, FLOAT, STRING, BLOCK_STRING, NAME -> value(next().text(), number(token)).done();
      default -> throw unexpected(token);
    };
  }

  private static Node value(String raw, int kind) {
    return new Node().put("Raw", raw).put("Kind", kind).put("ExpectedTypeHasDefault", false);
  }

  /** The parser's number for a kind of value. */
  private static int number(Token token) {
    return switch (token.kind()) {
      case INT -> 1;
      case FLOAT -> 2;
      case STRING -> 3;
      case BLOCK_STRING -> 4;
      default ->
          switch (token.text()) {
            case "true", "false" -> 5;
            case "null" -> 6;
            default -> 7;
          };
    };
  }
}
