package dev.seaworthy.cli.forge;

import dev.seaworthy.cli.ConfigurationException;
import dev.seaworthy.cli.check.InputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A secret that a forge knows this program by. It is written nowhere but into requests. */
public final class Token {
  private static final int MAX_BYTES = 4_096;

  private final String secret;

  private Token(String secret) {
    this.secret = secret;
  }

  /**
   * The token in {@code file}, or else in the first variable that is set.
   *
   * @throws ConfigurationException if there is none
   */
  public static Token of(Optional<Path> file, ForgeKind kind, Map<String, String> environment)
      throws ConfigurationException {
    if (file.isPresent()) {
      byte[] bytes = InputFile.bytes(file.get(), MAX_BYTES);
      return checked(new String(bytes, StandardCharsets.UTF_8), "`" + file.get() + "`");
    }
    for (String name : kind.tokenVariables()) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        return checked(value, "$" + name);
      }
    }
    throw new ConfigurationException(
        "FORGE_NO_TOKEN",
        "there is no token for %s".formatted(kind.title()),
        "set $%s, or name a file: `--token-file FILE`".formatted(kind.tokenVariables().get(0)));
  }

  private static Token checked(String text, String where) throws ConfigurationException {
    String secret = text.strip();
    if (!secret.matches("[\\x21-\\x7e]+")) {
      throw new ConfigurationException(
          "FORGE_BAD_TOKEN",
          "%s holds no token: it is empty, or not one word".formatted(where),
          "put the token there, and nothing else");
    }
    return new Token(secret);
  }

  /** For a request's header, and nothing else. */
  String secret() {
    return secret;
  }

  /** What a header of git's own protocol holds, which knows no bearers on every forge. */
  public String authorization(ForgeKind kind) {
    String user = kind == ForgeKind.GITHUB ? "x-access-token" : "oauth2";
    byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** The text without the secret, if somebody sent it back. */
  public String hiddenIn(String text) {
    return text.replace(secret, "***");
  }

  @Override
  public String toString() {
    return "***";
  }
}
