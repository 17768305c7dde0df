package dev.seaworthy.collectors.tls.probe;

import dev.seaworthy.engine.json.Digest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a server shows to somebody who asks for a name. */
final class NameAnswer {
  /** A name that is nobody's, RFC 6761. */
  static final Optional<String> UNKNOWN = Optional.of("seaworthy-probe.invalid");

  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private NameAnswer() {}

  static Map<String, Object> of(Answer answer) {
    if (answer instanceof Answer.Chosen chosen) {
      return shown(chosen.flight().certificates());
    }
    Map<String, Object> tree = new TreeMap<>();
    tree.put("status", answer instanceof Answer.Silent ? "unknown" : "refused");
    tree.put("reason", answer.words());
    return tree;
  }

  static Map<String, Object> shown(List<byte[]> certificates) {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("status", "answered");
    if (!certificates.isEmpty()) {
      tree.put("certificate", Digest.of(certificates.get(0)).hex());
    }
    return tree;
  }

  static List<String> encoded(List<byte[]> certificates) {
    return certificates.stream().map(BASE64::encodeToString).toList();
  }
}
