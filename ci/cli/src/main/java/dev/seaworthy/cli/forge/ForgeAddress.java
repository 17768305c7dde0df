package dev.seaworthy.cli.forge;

import dev.seaworthy.cli.ConfigurationException;
import java.net.URI;
import java.util.Set;

/** An address that a token may be sent to. */
public final class ForgeAddress {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private ForgeAddress() {}

  /**
   * The address, without a slash at the end.
   *
   * @param fix how to write a better one
   * @throws ConfigurationException if it is none, or others could read what is sent there
   */
  public static URI of(String text, String fix) throws ConfigurationException {
    URI uri;
    try {
      uri = URI.create(text.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw refused("`%s` is no address".formatted(text), fix);
    }
    String host = uri.getHost();
    if (host == null
        || uri.getUserInfo() != null
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw refused("the address has no host, or more than a host and a path", fix);
    }
    boolean safe = "https".equals(uri.getScheme());
    boolean local = "http".equals(uri.getScheme()) && LOCAL.contains(host);
    if (!safe && !local) {
      throw refused(
          "`%s` is not `https`, and the token would be readable on its way".formatted(text), fix);
    }
    return uri;
  }

  private static ConfigurationException refused(String message, String fix) {
    return new ConfigurationException("FORGE_BAD_URL", message, fix);
  }
}
