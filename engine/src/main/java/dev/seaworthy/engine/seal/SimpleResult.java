package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A verdict that passed as a Simple Verification Result (in-toto,
 * https://in-toto.io/attestation/svr/v0.2). There is none of any other verdict: that it is there
 * and verifies is the pass, even for who checks nothing but the signature.
 */
final class SimpleResult {
  static final String TYPE = "https://in-toto.io/attestation/svr/v0.2";

  private static final String CONTROL = "SEAWORTHY_CONTROL_";

  private SimpleResult() {}

  static CanonicalJson of(VerdictStatement verdict) {
    if (!verdict.passed()) {
      throw new IllegalArgumentException("only of a pass there is a simple result");
    }
    List<String> properties = new ArrayList<>(List.of(verdict.passName()));
    verdict.controls("pass").forEach(id -> properties.add(CONTROL + id));
    Map<String, Object> said = new TreeMap<>(verdict.extensions());
    said.put("verifier", Map.of("id", VerdictStatement.VERIFIER, "policies", verdict.policies()));
    said.put("timeCreated", verdict.time());
    said.put("properties", properties);
    return verdict.of(TYPE, said);
  }
}
