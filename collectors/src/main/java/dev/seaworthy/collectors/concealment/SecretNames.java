package dev.seaworthy.collectors.concealment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names under which secrets stand: whatever {@code policies/lib/secret_text.rego} takes for one,
 * and others besides, such as {@code bearerToken} or {@code Cookie}.
 */
final class SecretNames {
  private static final List<String> TELLING_WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "credential",
          "apikey",
          "api_key",
          "access_key",
          "private_key",
          "privatekey",
          "encryption_key",
          "signing_key",
          "master_key",
          "auth_key",
          "requirepass",
          "masterauth");

  private static final Set<String> TELLING_TOKENS =
      Set.of("pwd", "pass", "pgpass", "token", "authtoken");

  private static final List<String> HARMLESS_ENDINGS =
      List.of(
          "file",
          "path",
          "name",
          "ref",
          "url",
          "uri",
          "policy",
          "length",
          "enabled",
          "required",
          "expiry",
          "expires",
          "timeout",
          "provider",
          "algorithm",
          "version",
          "issuer",
          "endpoint",
          "filename",
          "username",
          "passwordkey",
          "password_key",
          "store",
          "template",
          "rotation",
          "interval",
          "header",
          "field");

  private static final Set<String> HARMLESS_LAST_TOKENS =
      Set.of(
          "id",
          "dir",
          "host",
          "port",
          "ttl",
          "days",
          "hours",
          "minutes",
          "seconds",
          "min",
          "max",
          "type",
          "mode",
          "count",
          "size",
          "user",
          "namespace",
          "prefix",
          "rounds",
          "cost",
          "class",
          "method",
          "hint",
          "label",
          "conf",
          "cfg",
          "ini",
          "json",
          "yaml",
          "yml",
          "xml",
          "properties",
          "sh",
          "py",
          "txt",
          "tpl",
          "md",
          "html",
          "encryption",
          "expiration",
          "lifetime",
          "strength",
          "reset",
          "login",
          "command",
          "cmd",
          "backend",
          "audience",
          "audiences",
          "scope",
          "scopes",
          "manager");

  private static final Set<String> HARMLESS_FIRST_TOKENS =
      Set.of(
          "no", "disable", "enable", "skip", "use", "require", "allow", "has", "is", "with",
          "without", "reset", "force", "show", "hide", "prompt", "max", "min");

  /** No control looks at these, whose values are secrets all the same. */
  private static final Set<String> TELLING_NAMES =
      Set.of(
          "authorization",
          "proxy_authorization",
          "cookie",
          "set_cookie",
          "psk",
          "preshared_key",
          "presharedkey",
          "client_key_data",
          "accesskey",
          "authkey",
          "connection_string",
          "connectionstring",
          "dockerconfigjson",
          "dockercfg");

  private static final Pattern WORD_END = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern OBJECT = Pattern.compile("(?:[a-z0-9.-]{1,63}/)?[a-z0-9.-]{1,253}");
  private static final int LONG_NAME = 200;

  private static final NamesAnswered SECRETS =
      new NamesAnswered(name -> isJudged(name) || isSecretInWords(name));

  private static final NamesAnswered FIELDS =
      new NamesAnswered(
          name -> (isJudged(name) && !isHarmlessInWords(name)) || isSecretInWords(name));

  private SecretNames() {}

  /** Whether a control takes the value of {@code name} for a secret, if it is literal. */
  static boolean isJudged(String name) {
    if (name.length() > LONG_NAME) {
      return false;
    }
    String plain = normal(name);
    List<String> tokens = Arrays.asList(plain.split("_", -1));
    return tells(plain, tokens) && !isHarmless(plain, tokens);
  }

  /** Whether a value of {@code name} is a secret, if it is literal: the above and others. */
  static boolean isSecret(String name) {
    return SECRETS.of(name);
  }

  /** As {@link #isSecret}, of a field of an object, where words begin with capital letters. */
  static boolean isSecretField(String name) {
    return FIELDS.of(name);
  }

  private static boolean isSecretInWords(String name) {
    String words = inWords(name);
    return isJudged(words) || TELLING_NAMES.contains(trimmed(normal(words)));
  }

  private static boolean isHarmlessInWords(String name) {
    String plain = normal(inWords(name));
    return isHarmless(plain, Arrays.asList(plain.split("_", -1)));
  }

  private static String inWords(String name) {
    return name.length() > LONG_NAME ? "" : WORD_END.matcher(name).replaceAll("_");
  }

  private static String trimmed(String plain) {
    return plain.startsWith("_") ? plain.substring(1) : plain;
  }

  private static String normal(String name) {
    String plain = Literals.trim(name.toLowerCase(Locale.ROOT), " \"'-");
    return plain.replace('-', '_').replace('.', '_').replace(' ', '_');
  }

  private static boolean tells(String plain, List<String> tokens) {
    return TELLING_WORDS.stream().anyMatch(plain::contains)
        || tokens.stream().anyMatch(TELLING_TOKENS::contains);
  }

  private static boolean isHarmless(String plain, List<String> tokens) {
    return HARMLESS_ENDINGS.stream().anyMatch(plain::endsWith)
        || plain.startsWith("existing")
        || HARMLESS_LAST_TOKENS.contains(tokens.get(tokens.size() - 1))
        || HARMLESS_FIRST_TOKENS.contains(tokens.get(0));
  }

  /** Whether a field of that name may hold the name of a Secret, or of a key in one. */
  static boolean isReference(String name) {
    String plain = normal(name);
    return plain.endsWith("secret")
        || plain.endsWith("secrets")
        || plain.endsWith("credential")
        || plain.endsWith("credentials");
  }

  /** Words of a name in small letters with underscores between them. */
  static String plain(String name) {
    return normal(inWords(name));
  }

  /** Whether the value of {@code name} is a password itself, which can be of digits alone. */
  static boolean endsInPassword(String name) {
    String plain = normal(name);
    return plain.endsWith("password") || plain.endsWith("passwd") || plain.endsWith("pwd");
  }

  /** Whether {@code value} can be the name of an object, with or without its namespace. */
  static boolean couldBeObject(String value) {
    return OBJECT.matcher(value).matches();
  }

  /** Whether {@code value} is no name that a person gave: long, and letters and digits mixed. */
  static boolean isRandom(String value) {
    long digits = value.chars().filter(c -> c >= '0' && c <= '9').count();
    return value.length() >= 20
        && digits >= 3
        && value.length() - digits >= 3
        && value.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
  }
}
