package dev.seaworthy.collectors.odoo;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Which database of which Odoo is asked, and as whom. The secret is written into requests and
 * nowhere else.
 */
public final class OdooAddress {
  private static final int MOST_SECRET = 4_096;

  private final String url;
  private final String database;
  private final String user;
  private final String secret;

  private OdooAddress(String url, String database, String user, String secret) {
    this.url = url;
    this.database = database;
    this.user = user;
    this.secret = secret;
  }

  /**
   * An address.
   *
   * @param url where Odoo is, {@code https://erp.example.com}; unencrypted only on this machine
   * @param secret the user's password or API key
   * @throws OdooException if it leads nowhere, or would send the secret unencrypted
   */
  public static OdooAddress of(String url, String database, String user, String secret)
      throws OdooException {
    if (secret.isEmpty() || secret.length() > MOST_SECRET || secret.contains("\n")) {
      throw OdooProblems.badSecret();
    }
    return new OdooAddress(base(url), database, user, secret);
  }

  /** The URL without the slashes at its end, so that paths can be added. */
  private static String base(String text) throws OdooException {
    URI uri = uri(text).orElseThrow(OdooProblems::badUrl);
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getRawQuery() != null || uri.getFragment() != null) {
      throw OdooProblems.badUrl();
    }
    if (uri.getRawUserInfo() != null) {
      throw OdooProblems.secretInUrl();
    }
    if ("http".equals(uri.getScheme()) && !isThisMachine(uri.getHost())) {
      throw OdooProblems.notEncrypted(uri.getHost());
    }
    return text.replaceFirst("/+$", "");
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isThisMachine(String host) {
    return host.matches("localhost|127\\.[0-9.]+|\\[::1]");
  }

  String url() {
    return url;
  }

  String database() {
    return database;
  }

  String user() {
    return user;
  }

  /** For a request, and nothing else. */
  String secret() {
    return secret;
  }

  /** The text without the secret, if somebody sent it back. */
  String hiddenIn(String text) {
    return text.replace(secret, "***");
  }

  @Override
  public String toString() {
    return "%s (database %s)".formatted(url, database);
  }
}
