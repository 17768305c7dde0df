package dev.seaworthy.collectors.tls.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of one version at one endpoint. */
final class VersionReport {
  final ProtocolVersion version;

  /** What the server answered to all suites that the version knows. */
  private final Answer answer;

  /** In the order in which the server chose them when those before were taken away. */
  private final Map<CipherSuite, Flight> suites = new LinkedHashMap<>();

  private Optional<String> broken = Optional.empty();
  private Optional<Boolean> preference = Optional.empty();

  VersionReport(ProtocolVersion version, Answer answer) {
    this.version = version;
    this.answer = answer;
  }

  boolean isAccepted() {
    return !suites.isEmpty();
  }

  Answer answer() {
    return answer;
  }

  void accepts(Flight flight) {
    flight.suites().forEach(suite -> suites.put(suite, flight));
  }

  /** Which suites there are is known in part, and why. */
  void isPartial(String why) {
    broken = Optional.of(why);
  }

  void prefers(boolean server) {
    preference = Optional.of(server);
  }

  List<CipherSuite> suites() {
    return List.copyOf(suites.keySet());
  }

  List<Integer> codes() {
    return suites.keySet().stream().map(CipherSuite::code).toList();
  }

  /** Any of the server's flights. */
  Optional<Flight> flight() {
    return suites.values().stream().findFirst();
  }

  List<Flight> flights() {
    return List.copyOf(suites.values());
  }

  /**
   * As documents have it, for an endpoint that accepted a hello of any version: then a connection
   * that it drops is a refusal.
   */
  Map<String, Object> toTree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("version", version.id());
    if (isAccepted()) {
      tree.put("status", "accepted");
      tree.put("complete", broken.isEmpty());
      broken.ifPresent(why -> tree.put("reason", why));
      preference.ifPresent(server -> tree.put("serverPreference", server));
      List<Map<String, Object>> all = new ArrayList<>();
      suites.forEach((suite, flight) -> all.add(suite(suite, flight)));
      tree.put("suites", all);
      return tree;
    }
    boolean refused = answer instanceof Answer.Refused || answer instanceof Answer.Dropped;
    tree.put("status", refused ? "refused" : "unknown");
    tree.put("reason", answer.words());
    return tree;
  }

  private static Map<String, Object> suite(CipherSuite suite, Flight flight) {
    Map<String, Object> tree = suite.toTree();
    flight.group().ifPresent(group -> tree.put("group", group));
    if (flight.primeBits() > 0) {
      tree.put("primeBits", flight.primeBits());
    }
    return tree;
  }
}
