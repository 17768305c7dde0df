package dev.seaworthy.collectors.tls.nginx;

import dev.seaworthy.collectors.tls.openssl.CipherString;
import dev.seaworthy.engine.evidence.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One server of nginx, with what applies in it.
 *
 * @param kind {@code http} or {@code stream}
 */
record NginxServer(String kind, Location at, NginxScope scope, List<NginxListen> listens) {
  static final String SSL_PROTOCOLS = "ssl_protocols";
  private static final String SSL_CIPHERS = "ssl_ciphers";
  private static final String SSL_CERTIFICATE = "ssl_certificate";

  /** nginx's words, and those of probes. */
  private static final Map<String, String> VERSIONS =
      Map.of(
          "SSLv2", "SSLv2",
          "SSLv3", "SSLv3",
          "TLSv1", "TLSv1.0",
          "TLSv1.1", "TLSv1.1",
          "TLSv1.2", "TLSv1.2",
          "TLSv1.3", "TLSv1.3");

  NginxServer {
    listens = List.copyOf(listens);
  }

  static NginxServer read(String kind, NginxDirective block, NginxScope around) {
    NginxScope scope = around.inside(block);
    List<NginxListen> listens = new ArrayList<>();
    scope
        .own("listen")
        .filter(one -> !one.arguments().isEmpty())
        .forEach(one -> listens.add(NginxListen.read(one.arguments())));
    if (listens.isEmpty() && kind.equals("http")) {
      listens.add(NginxListen.read(List.of("80")));
    }
    return new NginxServer(kind, block.at(), scope, listens);
  }

  /** As {@code server_name} has them; nginx makes one of no name out of none. */
  List<String> names() {
    return scope.own("server_name").flatMap(one -> one.arguments().stream()).toList();
  }

  String shown() {
    String name = names().stream().findFirst().orElse("_");
    return listens.isEmpty() ? name : name + " on " + listens.get(0).key();
  }

  /** Versions that are asked for, in the words of probes; empty where nginx's default applies. */
  List<String> protocols() {
    TreeSet<String> versions = new TreeSet<>();
    words(SSL_PROTOCOLS)
        .forEach(
            word -> Optional.ofNullable(VERSIONS.get(nginxCase(word))).ifPresent(versions::add));
    return List.copyOf(versions);
  }

  /** Words of {@code ssl_protocols} that nginx does not take. */
  List<NginxDirective> malformed() {
    return scope.all(SSL_PROTOCOLS).stream()
        .filter(
            one ->
                one.arguments().isEmpty()
                    || !one.arguments().stream().allMatch(w -> VERSIONS.containsKey(nginxCase(w))))
        .toList();
  }

  /** nginx ignores the case of such words. */
  private static String nginxCase(String word) {
    return VERSIONS.keySet().stream().filter(word::equalsIgnoreCase).findFirst().orElse(word);
  }

  private Stream<String> words(String directive) {
    return scope.all(directive).stream().flatMap(one -> one.arguments().stream());
  }

  /** {@code ssl on}, which nginx took until 1.25.1. */
  boolean isAllTls() {
    return scope.isOn("ssl", false);
  }

  /** What needs no other server to be known. */
  Map<String, Object> content() {
    Map<String, Object> content = new TreeMap<>();
    content.put("name", shown());
    content.put("block", kind);
    content.put("names", names());
    if (!protocols().isEmpty()) {
      content.put("protocols", protocols());
    }
    String ciphers = scope.word(SSL_CIPHERS).orElse("HIGH:!aNULL:!MD5");
    content.put("ciphers", ciphers);
    CipherString.read(ciphers)
        .ifPresent(
            chosen -> {
              content.put("cipherSuites", chosen.suites());
              content.put("oldCiphers", chosen.old());
            });
    content.put("serverPreference", scope.isOn("ssl_prefer_server_ciphers", false));
    content.put("certificates", words(SSL_CERTIFICATE).toList());
    content.put("sessionTickets", scope.isOn("ssl_session_tickets", true));
    content.put("clientCertificate", scope.word("ssl_verify_client").orElse("off"));
    content.put("rejectsHandshake", scope.isOn("ssl_reject_handshake", false));
    if (kind.equals("http")) {
      Map<String, Object> plain = NginxPlain.of(scope);
      content.put("plainHttp", plain);
      content.put("redirectsToHttps", "closed".equals(plain.get("outcome")));
      content.put("hsts", NginxHsts.of(scope));
    }
    content.put("hops", NginxHops.of(kind, scope).hops());
    return content;
  }

  /** Where what is in the content stands, by its key or {@code hops/0}; else at the server. */
  Map<String, Location> places() {
    Map<String, Location> places = new TreeMap<>();
    Map.of("protocols", SSL_PROTOCOLS, "ciphers", SSL_CIPHERS, "certificates", SSL_CERTIFICATE)
        .forEach(
            (key, directive) ->
                scope.all(directive).stream()
                    .findFirst()
                    .ifPresent(one -> places.put(key, one.at())));
    List<Location> hops = NginxHops.of(kind, scope).places();
    for (int i = 0; i < hops.size(); i++) {
      places.put("hops/" + i, hops.get(i));
    }
    return places;
  }
}
