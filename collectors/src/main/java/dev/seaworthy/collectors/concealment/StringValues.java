package dev.seaworthy.collectors.concealment;

import java.util.Set;

/** Conceals one string of an object, by its name and by where it stands. */
final class StringValues {
  private static final Set<String> IDENTIFYING =
      Set.of("name", "generateName", "key", "secretName", "claimName", "remoteRef", "property");

  /** Of one of these only a literal is said, whatever it looks like. */
  private static final Set<String> LITERAL =
      Set.of(
          "client_secret",
          "cookie_secret",
          "session_secret",
          "jwt_secret",
          "shared_secret",
          "app_secret",
          "hmac_secret",
          "webhook_secret",
          "signing_secret",
          "consumer_secret");

  private final SecretText text;

  StringValues(SecretText text) {
    this.text = text;
  }

  String concealed(String name, String value, Surrounding where) {
    return switch (where) {
      case SECRET -> Mark.isIn(value) || value.isEmpty() ? value : Mark.TEXT;
      case IDENTIFIER -> text.byShape(value);
      case SETTING -> setting(name, value);
      case VARIABLE -> SecretNames.isSecret(name) ? named(name, value) : text.concealed(value);
      case WORD -> text.concealed(value);
      case VALUES -> isValue(name, value) ? named(name, value) : text.concealed(value);
      case FIELD -> field(name, value);
    };
  }

  private String setting(String name, String value) {
    boolean secret = SecretText.mayTell(name) && SecretNames.isSecret(name);
    return secret ? named(name, value) : text.settings(value);
  }

  private String field(String name, String value) {
    if (IDENTIFYING.contains(name)) {
      return text.byShape(value);
    }
    return isSecretField(name, value) ? named(name, value) : text.concealed(value);
  }

  private String named(String name, String value) {
    return NamedValue.concealed(name, value, text);
  }

  private static boolean isValue(String name, String value) {
    return SecretText.mayTell(name) && SecretNames.isSecret(name) && !isReference(name, value);
  }

  /** Of an annotation, what stands behind its domain is the name. */
  static boolean isSecretField(String name, String value) {
    if (!SecretText.mayTell(name)) {
      return false;
    }
    String own = name.substring(name.lastIndexOf('/') + 1);
    return SecretNames.isSecretField(own)
        && !own.startsWith("agent-inject-")
        && !name.startsWith("checksum/")
        && !own.equals("secretKey")
        && !isReference(own, value);
  }

  private static boolean isReference(String name, String value) {
    return SecretNames.isReference(name)
        && SecretNames.couldBeObject(value)
        && !SecretNames.isRandom(value)
        && !LITERAL.contains(SecretNames.plain(name));
  }
}
