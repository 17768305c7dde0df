package dev.seaworthy.collectors.postgresql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, as libpq's URLs and {@code key=value} words say it. What it says of itself
 * never holds the password.
 */
public final class DatabaseAddress {
  /** Settings that are handed on, by libpq's names, with the driver's. */
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.of(
              "sslmode", "sslmode",
              "sslrootcert", "sslrootcert",
              "sslcert", "sslcert",
              "sslkey", "sslkey",
              "connect_timeout", "connectTimeout"));

  private static final String PASSWORD = "password";
  private static final List<String> PARTS = List.of("host", "port", "dbname", "user", PASSWORD);
  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:([^@/?#]*)@)?([^/?#@]*)(?:/([^?#]*))?(?:\\?([^#]*))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+]");
  private static final String DEFAULT_PORT = "5432";
  private static final int MAX_PORT = 65_535;

  private final String host;
  private final int port;
  private final Map<String, String> parts;

  private DatabaseAddress(Map<String, String> parts) throws DatabaseException {
    this.parts = Map.copyOf(parts);
    String named = parts.getOrDefault("host", "");
    if (named.contains(",")) {
      throw DatabaseProblems.severalHosts();
    }
    // Colons of a bare address of IPv6 would be taken for a port.
    this.host = named.contains(":") && !named.startsWith("[") ? "[" + named + "]" : named;
    if (!HOST.matcher(host).matches()) {
      throw DatabaseProblems.noHost();
    }
    this.port = port(parts.getOrDefault("port", DEFAULT_PORT));
    for (String name : parts.keySet()) {
      if (!PARTS.contains(name) && !SETTINGS.containsKey(name)) {
        throw DatabaseProblems.unknownSetting(name, SETTINGS.keySet());
      }
    }
  }

  /** Reads what stands in an argument, where a password would be seen by everybody. */
  public static DatabaseAddress ofArgument(String text) throws DatabaseException {
    DatabaseAddress address = of(text);
    if (address.parts.containsKey(PASSWORD)) {
      throw DatabaseProblems.passwordInArgument();
    }
    return address;
  }

  /** Reads the text of a file that its owner alone may read. */
  public static DatabaseAddress of(String text) throws DatabaseException {
    String line = text.strip();
    Matcher url = URL.matcher(line);
    if (url.matches()) {
      return new DatabaseAddress(ofUrl(url));
    }
    if (!line.contains("=") || line.contains("://")) {
      throw DatabaseProblems.noAddress();
    }
    return new DatabaseAddress(new AddressWords(line).read());
  }

  /** The address with the password that the environment holds, where it has none of its own. */
  public DatabaseAddress with(Map<String, String> environment) throws DatabaseException {
    Map<String, String> all = new TreeMap<>(parts);
    put(all, "user", environment.getOrDefault("PGUSER", ""));
    put(all, PASSWORD, environment.getOrDefault("PGPASSWORD", ""));
    return new DatabaseAddress(all);
  }

  /** The name of the database; that of the user where none is given, as servers take it. */
  public String database() {
    return parts.getOrDefault("dbname", parts.getOrDefault("user", ""));
  }

  /** {@code text} of a server or a driver without the password, should it be in there. */
  String withoutPassword(String text) {
    String password = parts.getOrDefault(PASSWORD, "");
    return password.isEmpty() ? text : text.replace(password, "***");
  }

  String url() {
    return "jdbc:postgresql://"
        + host
        + ":"
        + port
        + "/"
        + URLEncoder.encode(database(), StandardCharsets.UTF_8);
  }

  /** What the driver is told beside the URL. */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    parts.forEach(
        (name, value) -> {
          String driver = SETTINGS.get(name);
          if (driver != null) {
            properties.put(driver, value);
          } else if (name.equals("user") || name.equals(PASSWORD)) {
            properties.put(name, value);
          }
        });
    return properties;
  }

  @Override
  public String toString() {
    return "`%s:%d/%s`".formatted(host, port, database());
  }

  private static Map<String, String> ofUrl(Matcher url) throws DatabaseException {
    Map<String, String> parts = new TreeMap<>();
    String user = group(url, 1);
    int colon = user.indexOf(':');
    put(parts, "user", decoded(colon < 0 ? user : user.substring(0, colon)));
    put(parts, PASSWORD, colon < 0 ? "" : decoded(user.substring(colon + 1)));
    String place = group(url, 2);
    if (place.contains(",")) {
      throw DatabaseProblems.severalHosts();
    }
    int port = place.lastIndexOf(':');
    boolean hasPort = port >= 0 && port > place.lastIndexOf(']');
    put(parts, "host", decoded(hasPort ? place.substring(0, port) : place));
    put(parts, "port", hasPort ? place.substring(port + 1) : "");
    put(parts, "dbname", decoded(group(url, 3)));
    for (String pair : group(url, 4).split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        once(parts, name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return parts;
  }

  static void once(Map<String, String> parts, String name, String value) throws DatabaseException {
    if (parts.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
      throw DatabaseProblems.twice(name);
    }
  }

  private static void put(Map<String, String> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.putIfAbsent(name, value);
    }
  }

  private static String group(Matcher matcher, int number) {
    String group = matcher.group(number);
    return group == null ? "" : group;
  }

  private static String decoded(String text) throws DatabaseException {
    try {
      // A plus stands for itself in these URLs.
      return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw DatabaseProblems.badEscape();
    }
  }

  private static int port(String text) throws DatabaseException {
    boolean isNumber = text.matches("[0-9]{1,5}");
    int port = isNumber ? Integer.parseInt(text) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw DatabaseProblems.badPort(text);
    }
    return port;
  }
}
