package dev.seaworthy.engine.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.engine.evidence.Evidence;
import dev.seaworthy.engine.evidence.Problem;
import dev.seaworthy.engine.json.JsonPath;
import dev.seaworthy.engine.json.NotCanonicalException;
import dev.seaworthy.engine.rego.value.ArrayValue;
import dev.seaworthy.engine.rego.value.SetValue;
import dev.seaworthy.engine.rego.value.Value;
import dev.seaworthy.engine.rego.value.ValueWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what one control said in the evaluations of one call. For one thread. */
final class AnswerReader {
  /**
   * What came of them.
   *
   * @param findings without fingerprints, which depend on what all calls said
   */
  record Said(List<FindingReader.Raw> findings, List<Doubt> doubts) {}

  private final Control control;
  private final FindingReader reader;
  private final List<FindingReader.Raw> findings = new ArrayList<>();
  private final List<Doubt> doubts = new ArrayList<>();

  AnswerReader(Control control) {
    this.control = control;
    this.reader = new FindingReader(control);
  }

  /**
   * @param evidence what was judged, when the control is evaluated object by object
   * @param numbered what findings count in, when it is evaluated on the snapshot
   */
  void add(PreparedPolicy.Answer answer, Optional<Evidence> evidence, List<Evidence> numbered) {
    try {
      if (answer instanceof PreparedPolicy.Answer.Failed failed) {
        throw new FindingReader.Malformed(failed.problem());
      }
      for (JsonNode item : items(((PreparedPolicy.Answer.Said) answer).value())) {
        findings.add(reader.read(item, evidence, numbered));
      }
    } catch (FindingReader.Malformed e) {
      doubts.add(doubt(e.problem(), evidence));
    }
  }

  Said said() {
    return new Said(findings, doubts);
  }

  private static Iterable<JsonNode> items(Value value) {
    if (value.equals(SetValue.EMPTY) || value.equals(ArrayValue.EMPTY)) {
      return List.of();
    }
    if (!(value instanceof SetValue) && !(value instanceof ArrayValue)) {
      throw FindingReader.malformed("a %s, not findings".formatted(value.typeName()));
    }
    try {
      return ValueWriter.canonical(value).node();
    } catch (NotCanonicalException e) {
      throw FindingReader.malformed("a value that JSON cannot hold: " + e.getMessage());
    }
  }

  private Doubt doubt(Problem problem, Optional<Evidence> evidence) {
    Problem named =
        new Problem(
            problem.code(),
            "control `%s`%s: %s"
                .formatted(
                    control.id(),
                    evidence.map(one -> " on " + one.subject()).orElse(""),
                    problem.message()),
            problem.fix());
    return evidence
        .map(one -> new Doubt(named, one.locations().locate(JsonPath.ROOT)))
        .orElseGet(() -> Doubt.of(named));
  }
}
