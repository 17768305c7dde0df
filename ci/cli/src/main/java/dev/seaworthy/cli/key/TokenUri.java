package dev.seaworthy.cli.key;

import dev.seaworthy.cli.ConfigurationException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A key on a token, as a PKCS#11 URI (RFC 7512) names it.
 *
 * @param shown for messages
 * @param token the token's label
 * @param object the key's label
 * @param module the library that talks to the token
 * @param pinSource the file that its PIN is in
 */
record TokenUri(String shown, String token, String object, Path module, Optional<Path> pinSource) {
  private static final String FIX =
      "write `pkcs11:token=LABEL;object=LABEL?module-path=/path/to/library.so`, and"
          + " `&pin-source=file:/path/to/pin` where the PIN lies in a file";
  private static final Set<String> PATH_KEYS = Set.of("token", "object", "type");
  private static final Set<String> QUERY_KEYS = Set.of("module-path", "pin-source");

  static TokenUri parse(KeyName key) throws ConfigurationException {
    String text = key.text().substring("pkcs11:".length());
    int query = text.indexOf('?');
    Map<String, String> path =
        attributes(query < 0 ? text : text.substring(0, query), ";", PATH_KEYS);
    Map<String, String> rest =
        attributes(query < 0 ? "" : text.substring(query + 1), "&", QUERY_KEYS);
    if (!path.getOrDefault("type", "private").equals("private")) {
      throw refused("a key that signs has `type=private`");
    }
    try {
      return new TokenUri(
          key.shown(),
          required(path, "token"),
          required(path, "object"),
          Path.of(required(rest, "module-path")),
          Optional.ofNullable(rest.get("pin-source")).map(TokenUri::file));
    } catch (InvalidPathException e) {
      throw refused("a path in it is none");
    }
  }

  private static Map<String, String> attributes(String text, String between, Set<String> known)
      throws ConfigurationException {
    Map<String, String> attributes = new TreeMap<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(between, -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (name.equals("pin-value")) {
        throw new ConfigurationException(
            "PIN_IN_ARGUMENT",
            "a PIN was given as an argument, where others can read it: change it",
            "put it into a file of mode 600, and write `pin-source=file:/path/to/pin`");
      }
      if (!known.contains(name) || equals < 0) {
        throw refused(
            "it has an attribute that is not taken; known are "
                + String.join(", ", known.stream().sorted().toList()));
      }
      if (attributes.put(name, decoded(part.substring(equals + 1))) != null) {
        throw refused("`%s` is there twice".formatted(name));
      }
    }
    return attributes;
  }

  /** A plus sign stands for itself in such URIs. */
  private static String decoded(String text) throws ConfigurationException {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused("a percent sign in it is followed by no two hexadecimal digits");
    }
  }

  private static String required(Map<String, String> attributes, String name)
      throws ConfigurationException {
    String value = attributes.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw refused("`%s` is missing".formatted(name));
    }
    return value;
  }

  private static Path file(String source) {
    return Path.of(source.startsWith("file:") ? source.substring("file:".length()) : source);
  }

  private static ConfigurationException refused(String why) {
    return new ConfigurationException("BAD_KEY_URI", "the PKCS#11 URI cannot be used: " + why, FIX);
  }
}
