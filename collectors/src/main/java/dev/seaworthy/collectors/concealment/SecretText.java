package dev.seaworthy.collectors.concealment;

import java.util.List;

/**
 * Conceals the secrets in a text of any form. What holds none is given back as it is, and cheaply.
 */
final class SecretText {
  /** How deep a text is read that is written within another, such as JSON within base64. */
  private static final int DEEPEST = 4;

  /** Without such a word no name in a text tells a secret. */
  private static final Anchors TELLING =
      new Anchors(
          List.of(
              List.of(
                  "passw",
                  "passphrase",
                  "secret",
                  "credential",
                  "apikey",
                  "api_key",
                  "api-key",
                  "access_key",
                  "access-key",
                  "accesskey",
                  "private_key",
                  "private-key",
                  "privatekey",
                  "encryption",
                  "signing",
                  "master",
                  "auth",
                  "pwd",
                  "pass",
                  "token",
                  "cookie",
                  "psk",
                  "preshared",
                  "client-key-data",
                  "connection",
                  "dockercfg",
                  "dockerconfigjson",
                  "stringdata",
                  "api.key",
                  "access.key",
                  "private.key")));

  private final int depth;

  private SecretText(int depth) {
    this.depth = depth;
  }

  static SecretText outermost() {
    return new SecretText(0);
  }

  /** One that reads what is written within such a text. */
  SecretText within() {
    return new SecretText(depth + 1);
  }

  boolean isTooDeep() {
    return depth > DEEPEST;
  }

  /** Whether {@code text} is worth a closer look. */
  static boolean mayHold(String text) {
    return mayAssign(text)
        || Shapes.mayBeIn(text)
        || (text.contains("://") && text.indexOf('@') > 0)
        || text.contains("PRIVATE KEY")
        || text.contains("\"kty\"")
        || Encoded.mayBeIn(text);
  }

  /** Whether a key is worth a closer look, which seldom holds a secret itself. */
  static boolean mayHoldInKey(String key) {
    return Shapes.mayBeIn(key) || key.indexOf('@') > 0;
  }

  /** Whether a name may tell a secret. */
  static boolean mayTell(String name) {
    return TELLING.anyIn(name);
  }

  private static boolean mayAssign(String text) {
    return (text.indexOf('=') > 0 || text.indexOf(':') > 0) && TELLING.anyIn(text);
  }

  /** The text with marks in the place of its secrets. */
  String concealed(String text) {
    if (!mayHold(text) || isTooDeep()) {
      return text;
    }
    return plain(EmbeddedJson.concealed(text, this));
  }

  /** Names go before shapes, which may take a part of what a name tells to be a secret. */
  private String plain(String text) {
    String without = bySelf(text);
    if (mayAssign(without)) {
      String byLine = without.indexOf('\n') >= 0 ? SettingLines.concealed(without) : without;
      without = Assignments.concealed(byLine);
    }
    return Shapes.concealed(without);
  }

  /** By what secrets look like alone; names of objects and labels stay what they are. */
  String byShape(String text) {
    return Shapes.concealed(bySelf(text));
  }

  private String bySelf(String text) {
    String without = UrlPasswords.concealed(PrivateKeys.concealed(text));
    return isTooDeep() ? without : Encoded.concealed(without, within()::concealed);
  }

  /** The value of a ConfigMap, which programs read as settings even if it has one line. */
  String settings(String text) {
    String without = concealed(text);
    boolean oneLine = without.indexOf('\n') < 0;
    return oneLine && mayAssign(without) ? SettingLines.concealed(without) : without;
  }
}
