package dev.seaworthy.cli.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a user names a private key: {@code key.pem}, {@code keys.p12#alias}, {@code
 * pkcs11:token=…;object=…?…}, {@code hashivault://key}.
 */
public record KeyName(String text) {
  private static final Pattern URI =
      Pattern.compile("(pkcs11):.*|([a-z][a-z0-9]+)://.*", Pattern.DOTALL);

  /** The scheme of a URI; empty of a file. */
  public Optional<String> scheme() {
    Matcher matcher = URI.matcher(text);
    return matcher.matches()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  /** The file, where it is one. */
  public Path file() {
    int hash = hash();
    return Path.of(hash < 0 ? text : text.substring(0, hash));
  }

  /** The entry of the file; empty where none is named. */
  String entry() {
    int hash = hash();
    return hash < 0 ? "" : text.substring(hash + 1);
  }

  /** For messages: without what follows a question mark, which may be secret by mistake. */
  public String shown() {
    int query = scheme().isPresent() ? text.indexOf('?') : -1;
    return query < 0 ? text : text.substring(0, query);
  }

  /** A file whose own name has that sign comes first. */
  private int hash() {
    return Files.exists(Path.of(text)) ? -1 : text.lastIndexOf('#');
  }

  @Override
  public String toString() {
    return shown();
  }
}
