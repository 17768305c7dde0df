package dev.seaworthy.collectors.tls.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered to a hello, as far as it comes in the clear.
 *
 * @param suites the one it chose; of SSL 2.0 all that both know
 * @param extensions bodies by number
 * @param retry whether it asked for another key share, by HelloRetryRequest
 * @param certificates in DER, as sent
 * @param group that it chose for the keys
 * @param primeBits of its Diffie-Hellman prime
 */
record Flight(
    ProtocolVersion version,
    List<CipherSuite> suites,
    boolean compresses,
    boolean hasSession,
    Map<Integer, byte[]> extensions,
    boolean retry,
    List<byte[]> certificates,
    Optional<String> group,
    int primeBits,
    boolean certificateRequested) {
  Flight {
    suites = List.copyOf(suites);
    extensions = Map.copyOf(extensions);
    certificates = List.copyOf(certificates);
  }

  CipherSuite suite() {
    return suites.get(0);
  }

  boolean has(int extension) {
    return extensions.containsKey(extension);
  }
}
