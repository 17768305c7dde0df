package dev.seaworthy.engine.seal;

import dev.seaworthy.engine.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A verdict as a Test Result (in-toto, https://in-toto.io/attestation/test-result/v0.1), each
 * control a test. What somebody excused is a warning, so that exceptions show; what could not be
 * judged has failed.
 */
final class TestResult {
  static final String TYPE = "https://in-toto.io/attestation/test-result/v0.1";

  private TestResult() {}

  static CanonicalJson of(VerdictStatement verdict) {
    List<String> warned = verdict.controls("waived", "not-applicable");
    List<String> failed = verdict.controls("fail", "unknown");
    Map<String, Object> said = new TreeMap<>(verdict.extensions());
    said.put("result", result(verdict.passed(), warned.isEmpty() && failed.isEmpty()));
    said.put("configuration", verdict.policies());
    said.put("passedTests", verdict.controls("pass"));
    said.put("warnedTests", warned);
    said.put("failedTests", failed);
    return verdict.of(TYPE, said);
  }

  /** A verdict can pass with controls that failed, below the severity that it was to fail on. */
  private static String result(boolean passed, boolean clean) {
    if (!passed) {
      return "FAILED";
    }
    return clean ? "PASSED" : "WARNED";
  }
}
