package dev.seaworthy.cli.format;

import dev.seaworthy.cli.terminal.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What endpoints accept of TLS, for people. */
public final class ProbeTable {
  private ProbeTable() {}

  /** Writes the endpoints of a document {@code TlsProbe}. */
  public static void write(List<Map<String, Object>> endpoints, Appendable out) throws IOException {
    for (Map<String, Object> endpoint : endpoints) {
      endpoint(endpoint, out);
    }
    long answered = endpoints.stream().filter(ProbeTable::isAnswered).count();
    Printable.line(out, "endpoints: %d, answered: %d".formatted(endpoints.size(), answered));
  }

  /** Whether an endpoint accepted anything. */
  public static boolean isAnswered(Map<?, ?> endpoint) {
    return "answered".equals(endpoint.get("status"));
  }

  private static void endpoint(Map<?, ?> endpoint, Appendable out) throws IOException {
    Printable.line(
        out,
        "%s:%s%s: %s"
            .formatted(
                endpoint.get("host"),
                endpoint.get("port"),
                startTls(endpoint),
                isAnswered(endpoint)
                    ? endpoint.get("connections") + " connections"
                    : "unknown, " + endpoint.get("reason")));
    if (endpoint.get("versions") instanceof List<?> versions) {
      for (Object version : versions) {
        version((Map<?, ?>) version, out);
      }
    }
    facts(endpoint, out);
    out.append('\n');
  }

  private static String startTls(Map<?, ?> endpoint) {
    return "none".equals(endpoint.get("starttls")) ? "" : " (" + endpoint.get("starttls") + ")";
  }

  private static void version(Map<?, ?> version, Appendable out) throws IOException {
    if (!"accepted".equals(version.get("status"))) {
      Printable.line(
          out,
          "  %-8s %s: %s"
              .formatted(version.get("version"), version.get("status"), version.get("reason")));
      return;
    }
    List<?> suites = version.get("suites") instanceof List<?> all ? all : List.of();
    String order =
        version.get("serverPreference") instanceof Boolean server
            ? server ? ", in the server's order" : ", in the client's order"
            : "";
    Printable.line(
        out,
        "  %-8s accepted: %d suite%s%s%s"
            .formatted(
                version.get("version"),
                suites.size(),
                suites.size() == 1 ? "" : "s",
                order,
                Boolean.TRUE.equals(version.get("complete"))
                    ? ""
                    : ", perhaps more: " + version.get("reason")));
    for (Object suite : suites) {
      Printable.line(out, "           " + suite((Map<?, ?>) suite));
    }
  }

  private static String suite(Map<?, ?> suite) {
    String keys =
        suite.get("group") != null
            ? "  " + suite.get("group")
            : suite.get("primeBits") != null ? "  DH of " + suite.get("primeBits") + " bits" : "";
    return suite.get("name") + keys;
  }

  private static void facts(Map<?, ?> endpoint, Appendable out) throws IOException {
    fact(endpoint, "secureRenegotiation", "secure renegotiation", out);
    fact(endpoint, "compression", "compression", out);
    fact(endpoint, "sessionTickets", "session tickets", out);
    fact(endpoint, "extendedMasterSecret", "extended master secret", out);
    fact(endpoint, "fallbackRefused", "refuses a fallback", out);
    fact(endpoint, "clientCertificateRequested", "asks for a client's certificate", out);
    fact(endpoint, "clientCertificateRequired", "ends handshakes without it", out);
    told(endpoint, "clientRenegotiation", "renegotiation that a client begins", out);
    if (endpoint.get("resumption") instanceof Map<?, ?> resumption) {
      told(resumption, "byId", "resumption by id", out);
      told(resumption, "byTicket", "resumption by ticket", out);
    }
    told(endpoint, "tickets13", "tickets of TLS 1.3", out);
    told(endpoint, "stapling", "stapled answer of the issuer", out);
    list(endpoint, "applications", "application protocols", out);
    for (String key : List.of("groupsBefore13", "groups13")) {
      if (endpoint.get(key) instanceof Map<?, ?> groups) {
        list(groups, "names", key.equals("groups13") ? "groups of TLS 1.3" : "groups before", out);
      }
    }
    if (endpoint.get("chain") instanceof List<?> chain) {
      Printable.line(
          out,
          "  certificates: %d, by %s".formatted(chain.size(), endpoint.get("certificatesFrom")));
    }
    if (endpoint.get("names") instanceof Map<?, ?> names) {
      Printable.line(
          out,
          "  unknown name: %s; no name: %s"
              .formatted(shown(names, "unknown"), shown(names, "none")));
    }
  }

  private static String shown(Map<?, ?> names, String asked) {
    Map<?, ?> answer = names.get(asked) instanceof Map<?, ?> one ? one : Map.of();
    Map<?, ?> known = names.get("known") instanceof Map<?, ?> one ? one : Map.of();
    Object certificate = answer.get("certificate");
    if (certificate == null) {
      return answer.get("status") + " " + answer.get("reason");
    }
    return certificate.equals(known.get("certificate"))
        ? "the same certificate"
        : "another certificate";
  }

  private static void fact(Map<?, ?> tree, String key, String words, Appendable out)
      throws IOException {
    if (tree.get(key) instanceof Boolean fact) {
      Printable.line(out, "  %s: %s".formatted(words, fact ? "yes" : "no"));
    }
  }

  /** A status with what belongs to it. */
  private static void told(Map<?, ?> tree, String key, String words, Appendable out)
      throws IOException {
    if (!(tree.get(key) instanceof Map<?, ?> told)) {
      return;
    }
    StringBuilder line = new StringBuilder("  %s: %s".formatted(words, told.get("status")));
    if (told.get("certificateStatus") != null) {
      line.append(", %s".formatted(told.get("certificateStatus")));
    }
    if (told.get("performed") instanceof Number performed && performed.intValue() > 0) {
      line.append(", %s performed".formatted(performed));
    }
    if (told.get("maxEarlyData") instanceof Number bytes && bytes.longValue() > 0) {
      line.append(", early data of %s bytes".formatted(bytes));
    }
    if (told.get("reason") != null) {
      line.append(" (%s)".formatted(told.get("reason")));
    }
    Printable.line(out, line.toString());
  }

  private static void list(Map<?, ?> tree, String key, String words, Appendable out)
      throws IOException {
    if (tree.get(key) instanceof List<?> list && !list.isEmpty()) {
      Printable.line(
          out,
          "  %s: %s"
              .formatted(words, String.join(", ", list.stream().map(String::valueOf).toList())));
    }
  }
}
