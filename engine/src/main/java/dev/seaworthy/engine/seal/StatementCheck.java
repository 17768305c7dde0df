package dev.seaworthy.engine.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.CanonicalJson;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.key.VerificationKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Holds the statements of a bundle against its sealed verdict. */
final class StatementCheck {
  private final SortedMap<String, byte[]> files;
  private final SortedMap<String, CanonicalJson> said;
  private final VerificationKey sealer;

  /**
   * @param predicate of the sealed verdict, which holds
   */
  StatementCheck(SortedMap<String, byte[]> files, JsonNode predicate, VerificationKey sealer) {
    this.files = files;
    this.said = Statements.said(predicate, Timestamps.sealIn(files));
    this.sealer = sealer;
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (files.containsKey(Statements.SIMPLE) && !said.containsKey(Statements.SIMPLE)) {
      problems.add(
          problem(
              "SVR_WITHOUT_PASS",
              "`%s` is there, and the sealed verdict is no pass".formatted(Statements.SIMPLE)));
    }
    for (Map.Entry<String, CanonicalJson> one : said.entrySet()) {
      problem(one.getKey(), one.getValue()).ifPresent(problems::add);
    }
    return problems;
  }

  /** What was found, for people. */
  String detail() {
    return "%s, signed by the sealer".formatted(String.join(", ", said.keySet()));
  }

  private Optional<Problem> problem(String name, CanonicalJson statement) {
    byte[] file = files.get(name);
    if (file == null) {
      return Optional.of(problem("MISSING", "`%s` is not there".formatted(name)));
    }
    try {
      return problem(name, statement, file);
    } catch (NotCanonicalException e) {
      return Optional.of(
          problem("BAD_ENVELOPE", "`%s` cannot be read: %s".formatted(name, e.getMessage())));
    }
  }

  private Optional<Problem> problem(String name, CanonicalJson statement, byte[] file) {
    byte[] inner = SigstoreBundle.envelope(file);
    Envelope envelope = Envelope.parse(inner);
    if (!envelope.keyId().equals(sealer.id())) {
      return Optional.of(
          problem(
              "WRONG_KEY",
              "`%s` names the key `%s`, not `%s`"
                  .formatted(name, BundleNames.shown(envelope.keyId()), sealer.id())));
    }
    if (!envelope.isSignedBy(sealer)) {
      return Optional.of(
          problem("BAD_SIGNATURE", "`%s` is not what the sealer signed".formatted(name)));
    }
    boolean same =
        Arrays.equals(envelope.payload(), statement.bytes())
            && Arrays.equals(file, SigstoreBundle.of(inner));
    return same
        ? Optional.empty()
        : Optional.of(
            problem("CONTRADICTION", "`%s` is not what the sealed verdict says".formatted(name)));
  }

  private static Problem problem(String code, String message) {
    return new Problem(code, message, BundleReport.FIX);
  }
}
