package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.engine.evidence.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server of nginx sends requests on to, and whether by TLS and to whom. */
final class NginxHops {
  /** Directives, and the schemes that encrypt; an address without one does not. */
  private static final Map<String, String> PASSES =
      Map.of(
          "proxy_pass", "https",
          "grpc_pass", "grpcs",
          "uwsgi_pass", "suwsgi",
          "fastcgi_pass", "",
          "scgi_pass", "",
          "memcached_pass", "");

  private static final Pattern ADDRESS =
      Pattern.compile("(?:([a-z]+)://)?(unix:[^:]*|\\[[^]]*]|[^:/]*)(?::[^/]*)?(?:/.*)?");

  private static final int MAX_HOPS = 500;

  private final boolean isStream;
  private final NginxScope server;
  private final List<Map<String, Object>> hops = new ArrayList<>();
  private final List<Location> places = new ArrayList<>();

  private NginxHops(boolean isStream, NginxScope server) {
    this.isStream = isStream;
    this.server = server;
  }

  static NginxHops of(String kind, NginxScope server) {
    NginxHops found = new NginxHops(kind.equals("stream"), server);
    found.visit("server", server);
    return found;
  }

  /**
   * Each with {@code directive}, {@code where}, {@code scheme}, {@code hosts} (those of an
   * upstream, without ports; none where variables decide), {@code encrypted} (absent where a
   * variable decides), and of an encrypted one {@code verified} and {@code serverName} (whether the
   * name is sent).
   */
  List<Map<String, Object>> hops() {
    return hops;
  }

  List<Location> places() {
    return places;
  }

  private void visit(String where, NginxScope scope) {
    for (NginxDirective one : scope.levels().get(0)) {
      String encrypting = PASSES.get(one.name());
      if (encrypting != null && !one.arguments().isEmpty() && hops.size() < MAX_HOPS) {
        hops.add(hop(where, scope, one, encrypting));
        places.add(one.at());
      }
      if (List.of("location", "if", "limit_except").contains(one.name())) {
        visit(where.equals("server") ? NginxPlain.shown(one) : where, scope.inside(one));
      }
    }
  }

  private Map<String, Object> hop(
      String where, NginxScope scope, NginxDirective one, String encrypting) {
    Map<String, Object> hop = new TreeMap<>();
    hop.put("directive", one.name());
    hop.put("where", where);
    String address = one.arguments().get(0);
    Matcher parts = ADDRESS.matcher(address);
    String scheme = parts.matches() && parts.group(1) != null ? lower(parts.group(1)) : "";
    String host = parts.matches() ? lower(parts.group(2)) : "";
    hop.put("scheme", scheme);
    hop.put("hosts", host.contains("$") ? List.of() : hosts(host));
    Optional<Boolean> encrypted =
        isStream
            ? Optional.of(scope.isOn("proxy_ssl", false))
            : scheme.isEmpty() && address.startsWith("$")
                ? Optional.empty()
                : Optional.of(!encrypting.isEmpty() && scheme.equals(encrypting));
    encrypted.ifPresent(is -> hop.put("encrypted", is));
    if (encrypted.orElse(false)) {
      String prefix = one.name().substring(0, one.name().indexOf('_'));
      hop.put("verified", scope.isOn(prefix + "_ssl_verify", false));
      hop.put("serverName", scope.isOn(prefix + "_ssl_server_name", false));
    }
    return hop;
  }

  /** The servers of the upstream of this name, or else the host itself. */
  private List<String> hosts(String host) {
    TreeSet<String> hosts = new TreeSet<>();
    server.levels().stream()
        .flatMap(List::stream)
        .filter(one -> one.is("upstream") && one.arguments().contains(host))
        .flatMap(one -> one.inner().stream())
        .filter(one -> one.is("server") && !one.arguments().isEmpty())
        .map(one -> ADDRESS.matcher(one.arguments().get(0)))
        .filter(Matcher::matches)
        .forEach(parts -> hosts.add(lower(parts.group(2))));
    if (hosts.isEmpty()) {
      hosts.add(host);
    }
    return List.copyOf(hosts);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
