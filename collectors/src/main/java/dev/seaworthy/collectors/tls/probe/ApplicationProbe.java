package dev.seaworthy.collectors.tls.probe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds the application protocols that a server takes by ALPN, RFC 7301. */
final class ApplicationProbe {
  static final List<String> KNOWN =
      List.of("h2", "http/1.1", "http/1.0", "postgresql", "imap", "pop3", "ftp");

  /** Asked alone: a server that proves its name by it, RFC 8737, then has no other certificate. */
  private static final String PROOF = "acme-tls/1";

  private final Asker asker;

  ApplicationProbe(Asker asker) {
    this.asker = asker;
  }

  /** In the order in which it chose them; none where it ignores or refuses all. */
  List<String> of(ClientHello hello) {
    List<String> found = of(hello, KNOWN);
    found.addAll(of(hello, List.of(PROOF)));
    return found;
  }

  private List<String> of(ClientHello hello, List<String> asked) {
    List<String> left = new ArrayList<>(asked);
    List<String> found = new ArrayList<>();
    while (!left.isEmpty()
        && asker.ask(hello.withApplications(left)) instanceof Answer.Chosen chosen) {
      byte[] body = chosen.flight().extensions().get(Extension.APPLICATIONS);
      if (body == null) {
        break;
      }
      // A list of one name: two bytes of length, one of the name's.
      String name =
          new String(
              body,
              Math.min(3, body.length),
              Math.max(0, body.length - 3),
              StandardCharsets.US_ASCII);
      if (!left.remove(name)) {
        break;
      }
      found.add(name);
    }
    return found;
  }
}
