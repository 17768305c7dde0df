package dev.seaworthy.collectors.tls.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks a server that speaks nothing but TLS 1.3 for what it encrypts: its certificates, the
 * protocol it chooses, and whether it wants a client's certificate.
 */
final class EncryptedProbe {
  private final HandshakeProbe probe;
  private final HandshakeOffer offer;

  EncryptedProbe(HandshakeProbe probe, HandshakeOffer offer) {
    this.probe = probe;
    this.offer = offer;
  }

  /**
   * The tree of an endpoint.
   *
   * @param known the handshake with the name that the server is known by
   */
  Map<String, Object> run(HandshakeProbe.Held known) {
    Map<String, Object> tree = new TreeMap<>();
    HandshakeClient client = known.client();
    if (!client.certificates().isEmpty()) {
      tree.put("certificatesFrom", ProtocolVersion.TLS_1_3.id());
      tree.put("chain", NameAnswer.encoded(client.certificates()));
      tree.put("clientCertificateRequested", client.isCertificateRequested());
      tree.put("applications", client.application().map(List::of).orElse(List.of()));
    }
    Map<String, Object> names = new TreeMap<>();
    names.put("known", answer(known));
    names.put("unknown", answer(probe.tls13(offer.withServerName(NameAnswer.UNKNOWN))));
    names.put("none", answer(probe.tls13(offer.withServerName(Optional.empty()))));
    tree.put("names", names);
    return tree;
  }

  private static Map<String, Object> answer(HandshakeProbe.Held held) {
    if (!held.client().certificates().isEmpty()) {
      return NameAnswer.shown(held.client().certificates());
    }
    return Told.of(
        held.client().alert().isPresent() ? Told.REFUSED : Told.UNKNOWN,
        held.client()
            .alert()
            .map(one -> "alert " + one)
            .orElse(
                String.valueOf(held.tree().getOrDefault("reason", "it showed no certificate"))));
  }
}
