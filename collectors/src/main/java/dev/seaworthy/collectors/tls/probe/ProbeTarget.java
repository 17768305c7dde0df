package dev.seaworthy.collectors.tls.probe;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An endpoint that a release says is its own, and so may be probed.
 *
 * @param host by which it is known
 * @param address to connect to, where that is another than the host
 * @param serverName that a client asks for; the host where it is a name
 */
public record ProbeTarget(
    String host,
    int port,
    Optional<String> address,
    StartTls startTls,
    Optional<String> serverName) {
  private static final int LONGEST_NAME = 253;
  private static final int LAST_PORT = 65_535;

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\\.?");

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  public ProbeTarget {
    if (!isHost(host) || port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException(host + ":" + port);
    }
  }

  /** Whether {@code text} is a host's name or address. */
  public static boolean isHost(String text) {
    return text.length() <= LONGEST_NAME
        && (NAME.matcher(text).matches() || ADDRESS.matcher(text).matches());
  }

  /** Whether {@code text} is the name of a host, which alone a client asks for. */
  public static boolean isName(String text) {
    return isHost(text) && !ADDRESS.matcher(text).matches();
  }

  /** What a client asks for; nothing of an address. */
  Optional<String> askedName() {
    return serverName.or(() -> Optional.of(host).filter(ProbeTarget::isName));
  }

  /** Where the connection goes. */
  String connectTo() {
    return address.orElse(host);
  }

  /** {@code host:port}, an IPv6 address in brackets. */
  public String id() {
    String shown = host.contains(":") ? "[" + host + "]" : host.toLowerCase(Locale.ROOT);
    return shown + ":" + port;
  }

  /** As documents and the release's own evidence have it. */
  public Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("host", host);
    tree.put("port", port);
    tree.put("starttls", startTls.id());
    address.ifPresent(one -> tree.put("address", one));
    askedName().ifPresent(one -> tree.put("serverName", one));
    return tree;
  }
}
