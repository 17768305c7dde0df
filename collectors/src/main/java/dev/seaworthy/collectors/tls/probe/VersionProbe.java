package dev.seaworthy.collectors.tls.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the suites that a server accepts in one version: of those that are offered it chooses one,
 * which is left out of the next hello, until it refuses the rest.
 */
final class VersionProbe {
  /** Hellos with very many suites are more than some servers read. */
  private static final int MOST_SUITES = 100;

  private final Asker asker;
  private final Optional<String> serverName;

  VersionProbe(Asker asker, Optional<String> serverName) {
    this.asker = asker;
    this.serverName = serverName;
  }

  VersionReport of(ProtocolVersion version) {
    List<Integer> all = CipherSuites.of(version).stream().map(CipherSuite::code).toList();
    List<Answer> ends = new ArrayList<>();
    List<Flight> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i += MOST_SUITES) {
      List<Integer> part = all.subList(i, Math.min(all.size(), i + MOST_SUITES));
      Answer end = eliminate(version, part, found);
      ends.add(end);
      if (end instanceof Answer.Silent) {
        break;
      }
    }
    VersionReport report = new VersionReport(version, weakest(ends));
    found.forEach(report::accepts);
    if (report.isAccepted() && report.answer() instanceof Answer.Silent silent) {
      report.isPartial(silent.words());
    } else if (report.suites().size() > 1 && version != ProtocolVersion.SSL_2) {
      askPreference(report);
    }
    return report;
  }

  /** Adds what the server chooses of {@code suites}; gives the answer that ended it. */
  private Answer eliminate(ProtocolVersion version, List<Integer> suites, List<Flight> found) {
    List<Integer> left = new ArrayList<>(suites);
    while (!left.isEmpty()) {
      Answer answer = asker.ask(ClientHello.of(version, left, serverName));
      if (!(answer instanceof Answer.Chosen chosen)) {
        return answer;
      }
      Flight flight = chosen.flight();
      if (flight.version() != version) {
        return new Answer.Refused("it answered with " + flight.version().id());
      }
      List<Integer> codes = flight.suites().stream().map(CipherSuite::code).toList();
      if (!left.containsAll(codes)) {
        return new Answer.Silent("it chose a suite that was not offered");
      }
      found.add(flight);
      left.removeAll(codes);
      if (version == ProtocolVersion.SSL_2) {
        return answer;
      }
    }
    return new Answer.Refused("no suite is left to offer");
  }

  /** One silence leaves all unknown; a word of the server counts more than a dropped connection. */
  private static Answer weakest(List<Answer> ends) {
    return ends.stream()
        .filter(Answer.Silent.class::isInstance)
        .findFirst()
        .or(() -> ends.stream().filter(Answer.Refused.class::isInstance).findFirst())
        .orElse(ends.get(0));
  }

  /** The order is the server's where it chooses the same whatever the client's order is. */
  private void askPreference(VersionReport report) {
    List<Integer> codes = report.codes();
    List<Integer> reversed = new ArrayList<>(codes);
    java.util.Collections.reverse(reversed);
    Answer one = asker.ask(ClientHello.of(report.version, codes, serverName));
    Answer other = asker.ask(ClientHello.of(report.version, reversed, serverName));
    if (one instanceof Answer.Chosen first && other instanceof Answer.Chosen second) {
      report.prefers(first.flight().suite().equals(second.flight().suite()));
    }
  }
}
