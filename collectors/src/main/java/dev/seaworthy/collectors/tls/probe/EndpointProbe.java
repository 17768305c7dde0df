package dev.seaworthy.collectors.tls.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Asks one endpoint for everything, and writes down what it answered. */
final class EndpointProbe {
  /** The most common first: an endpoint that answers none of the first three is left alone. */
  private static final List<ProtocolVersion> ORDER =
      List.of(
          ProtocolVersion.TLS_1_2,
          ProtocolVersion.TLS_1_3,
          ProtocolVersion.TLS_1_0,
          ProtocolVersion.TLS_1_1,
          ProtocolVersion.SSL_3,
          ProtocolVersion.SSL_2);

  private static final int ENOUGH = 3;

  private final ProbeTarget target;
  private final Asker asker;
  private final Optional<String> serverName;
  private final Consumer<String> progress;
  private final HandshakeProbe handshakes;
  private final List<VersionReport> versions = new ArrayList<>();

  EndpointProbe(ProbeTarget target, ProbeLimits limits, Pace pace, Consumer<String> progress) {
    this.target = target;
    this.asker = new Asker(target, limits, pace);
    this.serverName = target.askedName();
    this.progress = progress;
    this.handshakes = new HandshakeProbe(asker);
  }

  Map<String, Object> run() {
    VersionProbe probe = new VersionProbe(asker, serverName);
    for (ProtocolVersion version : ORDER) {
      progress.accept(target.id() + ", " + version.id());
      versions.add(probe.of(version));
      if (versions.size() == ENOUGH && versions.stream().allMatch(EndpointProbe::isMute)) {
        break;
      }
    }
    Map<String, Object> tree = target.toTree();
    boolean answers = versions.stream().anyMatch(VersionReport::isAccepted);
    tree.put("status", answers ? "answered" : "unknown");
    asker.address().ifPresent(address -> tree.put("connectedTo", address));
    if (answers) {
      tree.put("versions", versionTrees());
      progress.accept(target.id() + ", extensions and names");
      details(tree);
    } else {
      tree.put("reason", versions.get(0).answer().words());
    }
    tree.put("connections", asker.connections());
    return tree;
  }

  private static boolean isMute(VersionReport report) {
    return !report.isAccepted() && !(report.answer() instanceof Answer.Refused);
  }

  private List<Map<String, Object>> versionTrees() {
    return versions.stream()
        .sorted(Comparator.comparing((VersionReport one) -> one.version))
        .map(VersionReport::toTree)
        .toList();
  }

  private void details(Map<String, Object> tree) {
    Optional<VersionReport> clear =
        accepted().filter(one -> one.version.isInTheClear() && one.version.hasExtensions());
    Optional<VersionReport> encrypted =
        versions.stream()
            .filter(one -> one.version == ProtocolVersion.TLS_1_3 && one.isAccepted())
            .findFirst();
    Optional<HandshakeOffer> offer13 = encrypted.map(one -> offer(one, groups(tree, one)));
    Optional<HandshakeProbe.Held> held13 = offer13.map(one -> tickets(tree, one));
    if (clear.isPresent()) {
      List<String> groups = groups(tree, clear.get());
      extensions(tree, clear.get());
      inTheClear(tree, clear.get());
      progress.accept(target.id() + ", renegotiation and resumption");
      tree.putAll(handshakes.before13(offer(clear.get(), groups)));
      return;
    }
    if (offer13.isPresent() && held13.isPresent()) {
      progress.accept(target.id() + ", certificates of TLS 1.3");
      tree.putAll(new EncryptedProbe(handshakes, offer13.get()).run(held13.get()));
      return;
    }
    // Of SSL alone the certificates are known and nothing else.
    accepted().flatMap(VersionReport::flight).ifPresent(flight -> certificates(tree, flight));
  }

  /** The newest accepted version that sends certificates in the clear. */
  private Optional<VersionReport> accepted() {
    return versions.stream()
        .filter(one -> one.isAccepted() && one.version.isInTheClear())
        .max(Comparator.comparing((VersionReport one) -> one.version));
  }

  private HandshakeOffer offer(VersionReport report, List<String> groups) {
    return HandshakeOffer.of(report, groups, serverName);
  }

  private HandshakeProbe.Held tickets(Map<String, Object> tree, HandshakeOffer offer) {
    HandshakeProbe.Held held = handshakes.tls13(offer);
    tree.put("tickets13", HandshakeProbe.cleaned(held));
    tree.put("stapling", Stapled.of(held.client()));
    if (held.lacksCertificate() || !held.isUnknown()) {
      tree.put("clientCertificateRequired", held.lacksCertificate());
    }
    return held;
  }

  /** Writes down the groups, and gives their names. */
  private List<String> groups(Map<String, Object> tree, VersionReport report) {
    GroupProbe.Found found = new GroupProbe(asker, serverName).of(report);
    if (found.isAsked()) {
      Map<String, Object> groups = new TreeMap<>();
      groups.put("names", found.names());
      groups.put("complete", found.reason().isEmpty());
      found.reason().ifPresent(reason -> groups.put("reason", reason));
      tree.put(report.version.isInTheClear() ? "groupsBefore13" : "groups13", groups);
    }
    return found.names();
  }

  private void extensions(Map<String, Object> tree, VersionReport report) {
    List<Flight> flights = report.flights();
    tree.put("secureRenegotiation", any(flights, Extension.RENEGOTIATION));
    tree.put("sessionTickets", any(flights, Extension.SESSION_TICKET));
    tree.put("extendedMasterSecret", any(flights, Extension.MASTER_SECRET));
    tree.put("sessionIds", flights.stream().anyMatch(Flight::hasSession));
  }

  private static boolean any(List<Flight> flights, int extension) {
    return flights.stream().anyMatch(flight -> flight.has(extension));
  }

  private void inTheClear(Map<String, Object> tree, VersionReport report) {
    ClientHello hello = ClientHello.of(report.version, report.codes(), serverName);
    if (asker.ask(hello.compressing()) instanceof Answer.Chosen chosen) {
      tree.put("compression", chosen.flight().compresses());
    }
    tree.put("applications", new ApplicationProbe(asker).of(hello));
    fallback(tree);
    Answer named = asker.ask(hello);
    if (named instanceof Answer.Chosen chosen) {
      certificates(tree, chosen.flight());
    }
    Map<String, Object> names = new HashMap<>();
    names.put("known", NameAnswer.of(named));
    names.put("unknown", NameAnswer.of(asker.ask(hello.withServerName(NameAnswer.UNKNOWN))));
    names.put("none", NameAnswer.of(asker.ask(hello.withServerName(Optional.empty()))));
    tree.put("names", names);
  }

  private static void certificates(Map<String, Object> tree, Flight flight) {
    tree.put("certificatesFrom", flight.version().id());
    tree.put("chain", NameAnswer.encoded(flight.certificates()));
    tree.put("clientCertificateRequested", flight.certificateRequested());
  }

  /** Whether a client that was pushed back to an older version is told, RFC 7507. */
  private void fallback(Map<String, Object> tree) {
    List<VersionReport> accepted =
        versions.stream()
            .filter(one -> one.isAccepted() && one.version.hasExtensions())
            .sorted(Comparator.comparing((VersionReport one) -> one.version))
            .toList();
    if (accepted.size() < 2) {
      return;
    }
    VersionReport older = accepted.get(accepted.size() - 2);
    Answer answer =
        asker.ask(ClientHello.of(older.version, older.codes(), serverName).fallingBack());
    if (answer instanceof Answer.Chosen || answer instanceof Answer.Refused) {
      tree.put("fallbackRefused", answer instanceof Answer.Refused);
    }
  }
}
