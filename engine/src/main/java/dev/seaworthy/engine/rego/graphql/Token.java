package dev.seaworthy.engine.rego.graphql;

import dev.seaworthy.engine.rego.value.GoText;

/** A word of GraphQL and where it stands. */
record Token(Kind kind, String text, int line, int column) {
  /** What a word is. */
  enum Kind {
    INVALID("<Invalid>"),
    EOF("<EOF>"),
    BANG("!"),
    DOLLAR("$"),
    AMP("&"),
    PAREN_LEFT("("),
    PAREN_RIGHT(")"),
    SPREAD("..."),
    COLON(":"),
    EQUALS("="),
    AT("@"),
    BRACKET_LEFT("["),
    BRACKET_RIGHT("]"),
    BRACE_LEFT("{"),
    BRACE_RIGHT("}"),
    PIPE("|"),
    NAME("Name"),
    INT("Int"),
    FLOAT("Float"),
    STRING("String"),
    BLOCK_STRING("BlockString"),
    COMMENT("Comment");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    String shown() {
      return shown;
    }
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  boolean isText() {
    return kind == Kind.STRING || kind == Kind.BLOCK_STRING;
  }

  /** The word as complaints show it. */
  String shown() {
    return text.isEmpty() ? kind.shown() : kind.shown() + " " + GoText.quote(text);
  }
}
