package dev.seaworthy.collectors.tls.nginx;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code listen} of a server.
 *
 * @param address {@code 0.0.0.0} also where none or {@code *} is written
 * @param port a number or a range; empty for a socket of the file system
 * @param first whether it makes its server the default one
 */
record NginxListen(
    String address, String port, boolean ssl, boolean quic, boolean http2, boolean first) {
  private static final String ANY = "0.0.0.0";
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}(-[0-9]{1,5})?");
  private static final Pattern WITH_PORT =
      Pattern.compile("(\\[[^]]*]|[^:]+):([0-9]{1,5}(?:-[0-9]{1,5})?)");

  static NginxListen read(List<String> arguments) {
    Set<String> words = Set.copyOf(arguments.subList(1, arguments.size()));
    String address = arguments.get(0);
    String port = "80";
    Matcher both = WITH_PORT.matcher(address);
    if (address.startsWith("unix:")) {
      port = "";
    } else if (PORT.matcher(address).matches()) {
      port = address;
      address = ANY;
    } else if (both.matches()) {
      address = both.group(1);
      port = both.group(2);
    }
    return new NginxListen(
        address.equals("*") ? ANY : address,
        port,
        words.contains("ssl"),
        words.contains("quic"),
        words.contains("http2"),
        words.contains("default_server") || words.contains("default"));
  }

  /** What servers share who listen on the same. */
  String key() {
    String transport = quic ? "udp " : "";
    return transport + (port.isEmpty() ? address : address + ":" + port);
  }
}
