package dev.seaworthy.engine.rego.builtin;

import dev.seaworthy.engine.rego.RegoException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/** Refuses what SnakeYAML's scanner lets pass and go-yaml, which OPA reads YAML with, does not. */
final class YamlScanner implements Scanner {
  /** Half of a surrogate pair, which YAML's escapes do not know: they take eight digits. */
  private static final Pattern SURROGATE =
      Pattern.compile("\\\\(u[dD][89a-fA-F]|.)", Pattern.DOTALL);

  private final String text;
  private final Scanner scanner;
  private boolean isAfterDirective;

  YamlScanner(String text, LoaderOptions options) {
    this.text = text;
    this.scanner = new ScannerImpl(new StreamReader(text), options);
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    return scanner.checkToken(choices);
  }

  @Override
  public Token peekToken() {
    return scanner.peekToken();
  }

  @Override
  public Token getToken() {
    Token token = scanner.getToken();
    if (token instanceof DirectiveToken<?> directive) {
      require(directive);
    } else if (isAfterDirective && token.getTokenId() != Token.ID.DocumentStart) {
      throw failed(token, "did not find expected <document start>");
    } else if (token instanceof ScalarToken scalar && hasHalf(scalar)) {
      throw failed(token, "found invalid Unicode character escape code");
    }
    isAfterDirective = token instanceof DirectiveToken<?>;
    return token;
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }

  /** go-yaml knows two directives, and of the versions of YAML 1.1 alone. */
  private static void require(DirectiveToken<?> directive) {
    boolean isVersion = directive.getName().equals("YAML");
    if (!isVersion && !directive.getName().equals("TAG")) {
      throw failed(directive, "found unknown directive name");
    }
    if (isVersion && !directive.getValue().equals(List.of(1, 1))) {
      throw failed(directive, "found incompatible YAML document");
    }
  }

  private boolean hasHalf(ScalarToken scalar) {
    if (scalar.getStyle() != ScalarStyle.DOUBLE_QUOTED
        || scalar.getValue().chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return false;
    }
    int from = text.offsetByCodePoints(0, scalar.getStartMark().getIndex());
    int to = text.offsetByCodePoints(0, scalar.getEndMark().getIndex());
    Matcher escapes = SURROGATE.matcher(text).region(from, to);
    while (escapes.find()) {
      if (escapes.end() - escapes.start() > 2) {
        return true;
      }
    }
    return false;
  }

  private static RegoException failed(Token token, String problem) {
    return Operands.failed(
        "yaml: line %d: %s".formatted(token.getStartMark().getLine() + 1, problem));
  }
}
