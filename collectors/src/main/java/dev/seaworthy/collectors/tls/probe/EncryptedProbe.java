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
  private final Asker asker;
  private final Optional<String> serverName;

  EncryptedProbe(Asker asker, Optional<String> serverName) {
    this.asker = asker;
    this.serverName = serverName;
  }

  Map<String, Object> run() {
    Map<String, Object> tree = new TreeMap<>();
    Map<String, Object> names = new TreeMap<>();
    names.put("known", answer(serverName, tree));
    names.put("unknown", answer(NameAnswer.UNKNOWN, new TreeMap<>()));
    names.put("none", answer(Optional.empty(), new TreeMap<>()));
    tree.put("names", names);
    return tree;
  }

  private Map<String, Object> answer(Optional<String> name, Map<String, Object> into) {
    Map<String, Object> tree = new TreeMap<>();
    try {
      WholeHandshake.Seen seen = asker.with(link -> new WholeHandshake(link, name).run());
      if (seen.certificates().isEmpty()) {
        tree.put("status", seen.alert().isPresent() ? "refused" : "unknown");
        tree.put(
            "reason", seen.alert().map(one -> "alert " + one).orElse("it showed no certificate"));
        return tree;
      }
      into.put("certificatesFrom", ProtocolVersion.TLS_1_3.id());
      into.put("chain", NameAnswer.encoded(seen.certificates()));
      into.put("clientCertificateRequested", seen.certificateRequested());
      into.put("applications", seen.application().map(List::of).orElse(List.of()));
      return NameAnswer.shown(seen.certificates());
    } catch (Asker.UnreachedException e) {
      tree.put("status", "unknown");
      tree.put("reason", String.valueOf(e.getMessage()));
      return tree;
    }
  }
}
