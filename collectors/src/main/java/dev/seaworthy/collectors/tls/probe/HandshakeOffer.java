package dev.seaworthy.collectors.tls.probe;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.TlsSession;

/**
 * What a client brings to a handshake that is to be finished.
 *
 * @param version the only one that is offered
 * @param suites codes, those that the server is known to accept
 * @param groups codes, those that the server is known to take; none where that is not known
 * @param asksTicket whether a ticket is asked for, RFC 5077
 * @param ticket of an earlier handshake, to resume it by
 * @param session an earlier handshake's, to resume
 */
record HandshakeOffer(
    ProtocolVersion version,
    List<CipherSuite> suites,
    List<Integer> groups,
    Optional<String> serverName,
    boolean asksTicket,
    Optional<byte[]> ticket,
    Optional<TlsSession> session) {
  HandshakeOffer {
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
  }

  static HandshakeOffer of(VersionReport report, List<String> groups, Optional<String> serverName) {
    return new HandshakeOffer(
        report.version,
        report.suites(),
        groups.stream()
            .flatMap(name -> NamedGroup.named(name).stream())
            .map(NamedGroup::code)
            .toList(),
        serverName,
        false,
        Optional.empty(),
        Optional.empty());
  }

  HandshakeOffer withServerName(Optional<String> other) {
    return new HandshakeOffer(version, suites, groups, other, asksTicket, ticket, session);
  }

  HandshakeOffer askingTicket() {
    return new HandshakeOffer(version, suites, groups, serverName, true, ticket, session);
  }

  HandshakeOffer resuming(TlsSession earlier) {
    return new HandshakeOffer(
        version, suites, groups, serverName, asksTicket, ticket, Optional.of(earlier));
  }

  HandshakeOffer resumingByTicket(byte[] issued, TlsSession earlier) {
    return new HandshakeOffer(
        version, suites, groups, serverName, true, Optional.of(issued), Optional.of(earlier));
  }
}
